package io.fashionstream.stream;

import java.util.List;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExitCodeGenerator;

/** Settings that cannot be used; the message names every problem, each with key, rule, value found and origin. */
public final class SettingsProblem extends RuntimeException implements IExitCodeGenerator {
    private static final long serialVersionUID = 1L;

    SettingsProblem(List<String> problems) {
        super(problems.size() + (problems.size() == 1 ? " setting is" : " settings are") + " wrong:\n  "
                + String.join("\n  ", problems));
    }

    @Override
    public int getExitCode() {
        return ExitCode.USAGE;
    }
}
