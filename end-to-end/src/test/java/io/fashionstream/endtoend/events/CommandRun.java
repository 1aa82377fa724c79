package io.fashionstream.endtoend.events;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.command.StreamProcessorMain;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/**
 * One command, run as a user runs it.
 *
 * @param out what it said on standard output
 * @param err what it said on standard error
 */
record CommandRun(int exitCode, String out, String err) {
    static CommandRun of(KafkaConnection kafka, Topics topics, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-b", kafka.bootstrapServers(), "--topic-prefix", topics.prefix()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = StreamProcessorMain.commandLine();
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        int exitCode = command.execute(all.toArray(String[]::new));
        return new CommandRun(exitCode, out.toString(), err.toString());
    }
}
