package io.fashionstream.endtoend.deployment;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.testkit.broker.LoopbackPorts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code docker-compose.yml} as a project of its own, on ports that are free, with images of its own that are made of the
 * programs of this very build. Nothing of it is left when it is closed, or when this JVM ends. Driven by one thread.
 */
public final class Composition implements AutoCloseable {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> PROGRAMS = List.of("stream-processor", "trainer");
    private static final Shell ANYWHERE = new Shell(PROJECT, Map.of());

    private final String name = "fashion-stream-it-" + ProcessHandle.current().pid();
    private final int kafkaPort = LoopbackPorts.freeLike(9094);
    private final Shell shell = new Shell(
            PROJECT,
            Map.of(
                    "FASHION_IMAGES",
                    name,
                    "FASHION_KAFKA_PORT",
                    String.valueOf(kafkaPort),
                    "FASHION_HTTP_PORT_1",
                    "0",
                    "FASHION_HTTP_PORT_2",
                    "0"));
    private final Map<String, String> containers = new HashMap<>();
    private final List<String> compose;
    private final Thread atExit = new Thread(this::remove, "compose-down");

    private Composition(List<String> compose) {
        this.compose = compose;
    }

    /** What this machine lacks to run a composition, or empty if it lacks nothing. */
    public static Optional<String> missing() {
        if (ANYWHERE.tryToRun(List.of("docker", "info")).exitCode() != 0) {
            return Optional.of("no Docker engine answers");
        }
        return command().isPresent()
                ? Optional.empty()
                : Optional.of("there is neither \"docker compose\" nor \"docker-compose\"");
    }

    /**
     * Builds the images, and starts everything; the processors are not ready yet when this returns.
     *
     * @throws IllegalStateException if it does not come up; it is removed again then
     */
    public static Composition up() {
        Composition composition = new Composition(command().orElseThrow());
        Runtime.getRuntime().addShutdownHook(composition.atExit);
        try {
            composition.start();
            return composition;
        } catch (RuntimeException e) {
            IllegalStateException failure = new IllegalStateException(
                    "the composition did not come up; its containers say:\n" + composition.logs(), e);
            composition.close();
            throw failure;
        }
    }

    /** Its broker, as programs outside see it. */
    public KafkaConnection connection() {
        return KafkaConnection.to("localhost:" + kafkaPort);
    }

    /** Whether the health check of a service says that it is well. */
    public boolean isHealthy(String service) {
        return inspect(service, "{{.State.Health.Status}}").equals("healthy");
    }

    /** A property of a service's container, as a template of {@code docker inspect} gives it. */
    public String inspect(String service, String template) {
        return docker("inspect", "--format", template, container(service));
    }

    /** Runs a command of {@code sh} within a service's container, whatever its exit code. */
    public String within(String service, String command) {
        return shell.tryToRun(List.of("docker", "exec", container(service), "sh", "-c", command))
                .text();
    }

    /** SIGKILL to the container of a service; it stays dead until it is started again. */
    public void kill(String service) {
        docker("kill", container(service));
    }

    /** Starts the killed container of a service again. */
    public void startAgain(String service) {
        docker("start", container(service));
    }

    /** What all containers said so far. */
    public String logs() {
        return shell.tryToRun(composing("logs", "--no-color")).text();
    }

    @Override
    public void close() {
        remove();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private void start() {
        for (String program : PROGRAMS) {
            docker("build", "--quiet", "--tag", image(program), program);
        }
        shell.run(composing("up", "-d"));
    }

    private void remove() {
        shell.tryToRun(composing("down", "--volumes", "--remove-orphans", "--timeout", "1"));
        PROGRAMS.forEach(program -> shell.tryToRun(List.of("docker", "rmi", image(program))));
    }

    private String image(String program) {
        return "fashion-stream/" + program + ":" + name;
    }

    private String container(String service) {
        return containers.computeIfAbsent(service, wanted -> shell.run(composing("ps", "-q", wanted)));
    }

    private String docker(String... arguments) {
        return shell.run(
                Stream.concat(Stream.of("docker"), Stream.of(arguments)).toList());
    }

    private List<String> composing(String... arguments) {
        List<String> command = new ArrayList<>(compose);
        command.addAll(List.of("-p", name));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Docker Compose 2 is a word of {@code docker}, 1.29 is a program. */
    private static Optional<List<String>> command() {
        return Stream.of(List.of("docker", "compose"), List.of("docker-compose"))
                .filter(words -> ANYWHERE.tryToRun(Stream.concat(words.stream(), Stream.of("version"))
                                        .toList())
                                .exitCode()
                        == 0)
                .findFirst();
    }
}
