package io.fashionstream.stream.command;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the signals that end a process out of the JVM's hands, so that work is drained before any shutdown hook runs.
 *
 * <p>Hooks run all at once, and ONNX Runtime has one that frees its environment: a drain in a hook of ours could still be
 * classifying. Java has no public way to handle a signal; {@code sun.misc.Signal} is exported by {@code jdk.unsupported}
 * and reached by reflection, as Kafka's own clients do.
 */
final class EndSignals {
    /** What a container engine, an init system and Ctrl-C send. */
    static final List<String> TERMINATION = List.of("TERM", "INT");

    private EndSignals() {}

    /**
     * Runs {@code end} in a thread of the JVM when one of the signals arrives, in place of what would happen.
     *
     * @return false if this JVM does not let signals be handled; nothing has changed then
     */
    static boolean handle(List<String> signals, Runnable end) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ours = Proxy.newProxyInstance(
                    EndSignals.class.getClassLoader(),
                    new Class<?>[] {handler},
                    (proxy, method, arguments) -> answer(proxy, method.getName(), arguments, end));
            for (String name : signals) {
                Object number = signal.getConstructor(String.class).newInstance(name);
                signal.getMethod("handle", signal, handler).invoke(null, number, ours);
            }
            return true;
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException e) {
            return false;
        }
    }

    private static @Nullable Object answer(Object proxy, String method, Object @Nullable [] arguments, Runnable end) {
        return switch (method) {
            case "handle" -> {
                end.run();
                yield null;
            }
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "EndSignals";
        };
    }
}
