package io.fashionstream.connection;

import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/** How it shows that somebody else took a transactional id over: the transaction was aborted, and nothing of it is seen. */
public final class TakenOver {
    private TakenOver() {}

    /**
     * Whether {@code failure} of a transaction, or a cause of it, says so. A commit that meets the abort of its own
     * transaction is told of a wrong state by brokers with {@code transaction.version} 2, and of an old epoch otherwise.
     */
    public static boolean isCauseOf(@Nullable Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof ProducerFencedException
                    || each instanceof InvalidProducerEpochException
                    || each instanceof InvalidTxnStateException) {
                return true;
            }
        }
        return false;
    }
}
