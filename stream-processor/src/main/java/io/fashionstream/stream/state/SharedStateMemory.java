package io.fashionstream.stream.state;

import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Options;

/** Lets every store share the application's {@link StateMemory}. Created by Kafka, once for each store. */
public final class SharedStateMemory implements RocksDBConfigSetter {
    private @Nullable StateMemory memory;

    @Override
    public void setConfig(String store, Options options, Map<String, Object> settings) {
        if (!(settings.get(StateMemory.SETTING) instanceof StateMemory found)) {
            throw new ConfigException(StateMemory.SETTING + " must be set with StateMemory.streamsSettings");
        }
        found.share(options);
        memory = found;
    }

    @Override
    public void close(String store, Options options) {
        if (memory != null) {
            memory.leave(); // which belongs to the instance, and is not closed
        }
    }
}
