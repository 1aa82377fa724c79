package io.fashionstream.stream.command;

import static io.fashionstream.check.Check.require;

import io.fashionstream.command.ConnectionOptions;
import io.fashionstream.command.OptionRules;
import io.fashionstream.connection.Reachability;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.review.Review;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Opens the page on which people look at doubtful answers and correct them. */
@Command(
        name = "review",
        mixinStandardHelpOptions = true,
        description = {
            "Opens a page with the uncertain, the unlike, the rejected and the wrong, newest first, until Ctrl-C.",
            "A key or a click says what a picture really shows, as an event on ground-truth; rejected pictures can be sent"
                    + " again. Who may reach the page may write: it has no passwords."
        })
final class ReviewCommand implements Callable<Integer>, OptionRules {
    private static final int MOST_ANSWERS = 100_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    private CommandSpec spec;

    @Mixin
    private final ConnectionOptions kafka = new ConnectionOptions();

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "localhost",
            description = "Where the page listens; 0.0.0.0 is everywhere. Default: ${DEFAULT-VALUE}")
    private String host = "localhost";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8095",
            description = "Its port; 0 takes any free one. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--name",
            paramLabel = "HOST",
            description = "A further name by which browsers reach the page, such as a proxy's; may be repeated.")
    private Set<String> names = new HashSet<>();

    @Option(
            names = "--reviewer",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "The reviewer's name that the page suggests. Default: ${DEFAULT-VALUE}")
    private String reviewer = "";

    @Option(
            names = "--last",
            paramLabel = "N",
            defaultValue = "5000",
            description = "Show the newest N answers, 1 to 100000. Default: ${DEFAULT-VALUE}")
    private int last;

    @Option(
            names = "--hours",
            paramLabel = "H",
            defaultValue = "24",
            description = "Show none that are older, 1 to 720. Default: ${DEFAULT-VALUE}")
    private int hours;

    @Override
    public List<String> problems() {
        return OptionRules.problemsOf(
                () -> require(port >= 0 && port <= 65_535, "--port must be 0 to 65535, got %d", port),
                () -> require(last >= 1 && last <= MOST_ANSWERS, "--last must be 1 to %d, got %d", MOST_ANSWERS, last),
                () -> require(hours >= 1 && hours <= 720, "--hours must be 1 to 720, got %d", hours));
    }

    @Override
    public Integer call() throws InterruptedException {
        Topics topics = kafka.topics();
        Reachability.check(
                kafka.connection(),
                kafka.brokerTimeout(),
                topics.productImages(),
                topics.imageLabels(),
                topics.rejectedImages(),
                topics.groundTruth(),
                topics.replayedImages(),
                topics.modelReleases());
        try (Review review = new Review(
                kafka.connection(),
                topics,
                kafka.brokerTimeout(),
                new Review.Address(host, port, names),
                new Review.Scope(last, Duration.ofHours(hours), reviewer))) {
            PrintWriter out = spec.commandLine().getOut();
            out.printf("Review page: %s   (Ctrl-C ends it)%n", review.address());
            if (!isLoopback()) {
                out.println(
                        "Whoever reaches this address can write ground truth. Put a proxy with passwords before it.");
            }
            out.flush();
            awaitEnd();
            return 0;
        }
    }

    private static void awaitEnd() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        EndSignals.handle(EndSignals.TERMINATION, end::countDown);
        end.await();
    }

    private boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
