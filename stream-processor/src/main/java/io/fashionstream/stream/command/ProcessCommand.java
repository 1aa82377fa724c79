package io.fashionstream.stream.command;

import io.fashionstream.stream.StreamProcessor;
import io.fashionstream.stream.settings.ProcessorSettings;
import io.fashionstream.stream.settings.SettingsKeys;
import io.fashionstream.stream.settings.SettingsListing;
import io.fashionstream.stream.settings.SettingsProblem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs one stream processor until it is told to end. */
@Command(
        name = "process",
        description = {
            "Runs a stream processor until SIGTERM or Ctrl-C, then drains.",
            "Settings come from a file, over it environment variables such as FASHION_STREAM_BATCH_MAX_IMAGES, over them"
                    + " --set. --list-settings shows them all."
        },
        mixinStandardHelpOptions = true)
final class ProcessCommand implements Callable<Integer> {
    private static final Logger log = LoggerFactory.getLogger(ProcessCommand.class);
    private static final int KILLED = 130;
    private static final Duration WATCH = Duration.ofSeconds(1);

    @Option(names = "--config", paramLabel = "FILE", description = "Properties file with settings.")
    private @Nullable Path config;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "One setting; may be given many times.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(
            names = {"-b", "--bootstrap-servers"},
            paramLabel = "HOST:PORT",
            description = "Short for --set bootstrap.servers=HOST:PORT.")
    private @Nullable String bootstrapServers;

    @Option(names = "--list-settings", description = "Show every setting with default, rule and meaning, and end.")
    private boolean listSettings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (listSettings) {
            spec.commandLine().getOut().print(SettingsListing.text());
            spec.commandLine().getOut().flush();
            return 0;
        }
        Map<String, String> flags = new LinkedHashMap<>(set);
        if (bootstrapServers != null) {
            flags.put(SettingsKeys.BOOTSTRAP_SERVERS, bootstrapServers);
        }
        run(settings(flags));
        return 0;
    }

    private ProcessorSettings settings(Map<String, String> flags) {
        try {
            return ProcessorSettings.read(Optional.ofNullable(config), System.getenv(), flags);
        } catch (SettingsProblem problem) {
            throw new ParameterException(spec.commandLine(), String.valueOf(problem.getMessage()), problem);
        }
    }

    private static void run(ProcessorSettings settings) throws InterruptedException {
        try (StreamProcessor processor = new StreamProcessor(settings)) {
            AtomicBoolean ending = new AtomicBoolean();
            Runnable drain = () -> drain(processor, ending);
            if (!EndSignals.handle(EndSignals.TERMINATION, drain)) {
                Runtime.getRuntime().addShutdownHook(new Thread(drain, "drain"));
            }
            processor.start();
            while (!processor.awaitEnd(WATCH)) {
                log.trace("Running");
            }
        }
    }

    /** Drains at the first signal; a second one means that nobody wants to wait. */
    private static void drain(StreamProcessor processor, AtomicBoolean ending) {
        if (ending.compareAndSet(false, true)) {
            log.info("Draining; a second signal ends at once");
            processor.close();
        } else {
            Runtime.getRuntime().halt(KILLED);
        }
    }
}
