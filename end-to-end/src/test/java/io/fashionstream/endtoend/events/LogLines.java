package io.fashionstream.endtoend.events;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Takes what any class of this JVM logs from level INFO on, with stack traces, in place of the console. */
final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final Appender<ILoggingEvent> console = root.getAppender("console");
    private final List<String> lines = new CopyOnWriteArrayList<>();

    static LogLines open() {
        LogLines lines = new LogLines();
        lines.setContext(lines.root.getLoggerContext());
        lines.start();
        lines.root.setLevel(Level.INFO);
        lines.root.addAppender(lines);
        lines.root.detachAppender(lines.console);
        return lines;
    }

    List<String> lines() {
        return lines;
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.add(event.getFormattedMessage() + "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }

    @Override
    public void close() {
        root.detachAppender(this);
        root.addAppender(console);
        root.setLevel(before);
    }
}
