/** What is not known. */
export const UNKNOWN = "–";

export const whole = number => Math.round(number).toLocaleString("en-US");

export const percent = (share, digits = 1) => share == null ? UNKNOWN : `${(100 * share).toFixed(digits)} %`;

export function millis(duration) {
  if (duration >= 60_000) {
    return `${(duration / 60_000).toFixed(1)} min`;
  }
  return duration >= 10_000 ? `${(duration / 1_000).toFixed(1)} s` : `${whole(duration)} ms`;
}

export const seconds = duration => duration >= 90 ? `${(duration / 60).toFixed(1)} min` : `${whole(duration)} s`;

/** Enough of a model's id to tell models apart. */
export const shortId = id => id.slice(0, 12);

/** A name of the program, such as WAITING_FOR_MODEL, as words. */
export const words = name => name.toLowerCase().replaceAll("_", " ");

export const clock = time => new Date(time).toLocaleTimeString([], {hourCycle: "h23"});
