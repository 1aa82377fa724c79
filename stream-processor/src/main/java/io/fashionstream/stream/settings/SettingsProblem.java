package io.fashionstream.stream.settings;

import java.util.List;

/** Settings that cannot be used; the message names every problem, each with key, rule, value found and origin. */
public final class SettingsProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SettingsProblem(List<String> problems) {
        super(problems.size() + (problems.size() == 1 ? " setting is" : " settings are") + " wrong:\n  "
                + String.join("\n  ", problems));
    }
}
