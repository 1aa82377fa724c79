package io.fashionstream.trainer.command;

import io.fashionstream.command.OptionRules;
import io.fashionstream.event.CanaryPlan;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options that let a release begin at a share of the products; a mixin. */
final class CanaryOptions implements OptionRules {
    @Option(
            names = "--canary",
            paramLabel = "SHARE",
            split = ",",
            converter = ShareConverter.class,
            description =
                    "Let it serve these shares of the products one after the other, as 5%%,25%%,100%%, and the champion"
                            + " the others. It is promoted at 100 %%, and taken back by itself if it is worse.")
    private @Nullable List<Double> shares;

    @Option(
            names = "--step",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "How long each share is served at least, as 30s, 10m, 2h or 1d. Default: 10m")
    private @Nullable Duration step;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "How much longer a step waits for truths until it is taken back. Default: six times --step")
    private @Nullable Duration wait;

    @Option(
            names = "--margin",
            paramLabel = "SHARE",
            converter = ShareConverter.class,
            description =
                    "How far its accuracy may lie below the champion's: a step is made when the 95 %% interval of the"
                            + " difference lies above that, and it is taken back when the interval lies below. Default: 2%%")
    private @Nullable Double margin;

    @Option(
            names = "--min-truths",
            paramLabel = "COUNT",
            description = "Images of known truth that either model needs in a step. Default: 200")
    private @Nullable Long minTruths;

    @Option(
            names = "--without-truths",
            description =
                    "Let it grow too where truths are missing, after --step and --wait. Without this it is taken back.")
    private boolean withoutTruths;

    @Override
    public List<String> problems() {
        if (shares == null) {
            boolean meant = step != null || wait != null || margin != null || minTruths != null || withoutTruths;
            return meant
                    ? List.of("--step, --wait, --margin, --min-truths and --without-truths need --canary")
                    : List.of();
        }
        return OptionRules.problemsOf(this::plan);
    }

    boolean isMeant() {
        return shares != null;
    }

    /** The plan of the canary; empty if the model is to be released at once. */
    Optional<CanaryPlan> plan() {
        if (shares == null) {
            return Optional.empty();
        }
        Duration length = step == null ? Duration.ofMinutes(10) : step;
        return Optional.of(new CanaryPlan(
                shares,
                length.toMillis(),
                (wait == null ? length.multipliedBy(6) : wait).toMillis(),
                margin == null ? 0.02 : margin,
                minTruths == null ? 200 : minTruths,
                withoutTruths));
    }

    /** {@code 5%} or {@code 0.05}; whether it is a share is the plan's rule. */
    static final class ShareConverter implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            boolean percent = text.endsWith("%");
            String number = percent ? text.substring(0, text.length() - 1) : text;
            try {
                BigDecimal value = new BigDecimal(number.strip());
                return (percent ? value.movePointLeft(2) : value).doubleValue();
            } catch (NumberFormatException e) {
                throw new TypeConversionException("expected a share, as 5% or 0.05, got \"" + text + "\"");
            }
        }
    }

    /** A whole number of seconds, minutes, hours or days. */
    static final class TimeConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                String number = text.substring(0, Math.max(0, text.length() - 1));
                return switch (text.isEmpty() ? ' ' : text.charAt(text.length() - 1)) {
                    case 's' -> Duration.ofSeconds(Integer.parseUnsignedInt(number));
                    case 'm' -> Duration.ofMinutes(Integer.parseUnsignedInt(number));
                    case 'h' -> Duration.ofHours(Integer.parseUnsignedInt(number));
                    case 'd' -> Duration.ofDays(Integer.parseUnsignedInt(number));
                    default -> throw new NumberFormatException(text);
                };
            } catch (NumberFormatException e) {
                throw new TypeConversionException("expected a time, as 30s, 10m, 2h or 1d, got \"" + text + "\"");
            }
        }
    }
}
