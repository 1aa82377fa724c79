package io.fashionstream.stream.state;

import static io.fashionstream.check.Check.require;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.StreamsConfig;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * The native memory that all RocksDB stores of one instance share. By itself each store, and of a window store each
 * segment, takes up to 50 MiB of cache and 48 MiB of write buffers outside of the Java heap, in every partition; that
 * grows with partitions and with time until a container's limit ends the process.
 *
 * <p>Kafka creates the class that configures stores by reflection, but hands it the application's settings, in which this
 * object travels. Safe for use by several threads. To be closed after the streams.
 */
public final class StateMemory implements AutoCloseable {
    /** Setting under which it travels. */
    static final String SETTING = "state.memory";

    private static final long WRITE_BUFFER_BYTES = 4 << 20;

    /**
     * What a store takes at a time: at least one, as soon as it is written to. By itself RocksDB takes an eighth of a write
     * buffer. The stores of 24 partitions then held more than the budget while they were nearly empty, each write started a
     * flush, and an image cost four times as much.
     */
    private static final long BLOCK_BYTES = 32 << 10;

    private static final int WRITE_BUFFERS = 2;

    /**
     * Share of a write buffer that tells at once that a key is not in it (a Bloom filter), which is so of nearly every event
     * and label. It is taken at once, 20 KiB for each store, and has 8 bits a key for the first 20,000.
     */
    private static final double WRITE_BUFFER_FILTER = 0.005;

    /** What a store takes of the half for what is not written to disk yet, as soon as it is written to. */
    private static final long LEAST_STORE_BYTES = BLOCK_BYTES + Math.round(WRITE_BUFFER_BYTES * WRITE_BUFFER_FILTER);

    private final long bytes;
    private final Cache cache;
    private final WriteBufferManager writeBuffers;
    private final AtomicInteger stores = new AtomicInteger();

    /** Memory of {@code bytes} in all, at least 1 MiB: half of it at most for what is not written to disk yet. */
    public StateMemory(long bytes) {
        require(bytes >= 1 << 20, "state memory must be at least 1 MiB, got %d bytes", bytes);
        RocksDB.loadLibrary();
        this.bytes = bytes;
        this.cache = new LRUCache(bytes);
        this.writeBuffers = new WriteBufferManager(bytes / 2, cache);
    }

    /** Settings with which the stores of an application share it. */
    public Map<String, Object> streamsSettings() {
        return Map.of(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SharedStateMemory.class, SETTING, this);
    }

    /** Lets one more store share it. */
    void share(Options store) {
        BlockBasedTableConfig blocks = (BlockBasedTableConfig) store.tableFormatConfig();
        blocks.setBlockCache(cache);
        blocks.setCacheIndexAndFilterBlocks(true);
        store.setTableFormatConfig(blocks);
        store.setWriteBufferManager(writeBuffers);
        store.setWriteBufferSize(WRITE_BUFFER_BYTES);
        store.setArenaBlockSize(BLOCK_BYTES);
        store.setMaxWriteBufferNumber(WRITE_BUFFERS);
        store.setMemtableWholeKeyFiltering(true);
        store.setMemtablePrefixBloomSizeRatio(WRITE_BUFFER_FILTER);
        stores.incrementAndGet();
    }

    /** One store less shares it. */
    void leave() {
        stores.decrementAndGet();
    }

    /** Bytes that all stores share. */
    public long bytes() {
        return bytes;
    }

    /** Bytes that the stores which are open need at least: with less, each write starts a flush. */
    public long leastBytes() {
        return 2 * LEAST_STORE_BYTES * stores.get();
    }

    @Override
    public void close() {
        writeBuffers.close();
        cache.close();
    }
}
