package io.fashionstream.quickstart.terminal;

/** Where progress is shown. Confined to one thread. */
public interface View {
    /** Says something that stays: a step that is done, or begins. */
    void say(String line);

    /**
     * Shows how far a long step is, in place of what this showed before.
     *
     * @param share done, in [0, 1]
     */
    void progress(String step, double share, String detail);

    /** Shows the state of the stream, in place of the frame before where that is possible. */
    void show(Frame frame);
}
