package io.fashionstream.stream.state;

import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.Options;

/** Lets every store share the application's {@link StateMemory}. Created by Kafka, once for each store. */
public final class SharedStateMemory implements RocksDBConfigSetter {
    @Override
    public void setConfig(String store, Options options, Map<String, Object> settings) {
        if (!(settings.get(StateMemory.SETTING) instanceof StateMemory memory)) {
            throw new ConfigException(StateMemory.SETTING + " must be set with StateMemory.streamsSettings");
        }
        memory.share(options);
    }

    @Override
    public void close(String store, Options options) {
        // The memory belongs to the instance.
    }
}
