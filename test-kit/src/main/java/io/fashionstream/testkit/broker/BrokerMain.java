package io.fashionstream.testkit.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One node of a cluster, in a JVM of its own: id, port, controller port, voters, directory, and settings as key=value. */
final class BrokerMain {
    private static final int FIXED_ARGUMENTS = 5;

    private BrokerMain() {}

    public static void main(String[] arguments) {
        Map<String, String> overrides = new HashMap<>();
        for (String setting : List.of(arguments).subList(FIXED_ARGUMENTS, arguments.length)) {
            int equals = setting.indexOf('=');
            overrides.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        BrokerServer.start(new BrokerNode(
                Integer.parseInt(arguments[0]),
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                arguments[3],
                Path.of(arguments[4]),
                List.of(),
                overrides));
    }
}
