package io.fashionstream.testkit.fault;

import io.fashionstream.artifact.ModelArtifact;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** What can go wrong or be done while two instances label images. Both run again when a fault is over. */
enum Fault {
    /** One instance gets SIGKILL while it works, and is started again at once. */
    KILL("kill -9, start again"),
    /** Both instances get SIGKILL, and are started again. */
    KILL_ALL("kill -9 of all instances"),
    /** One instance gets SIGKILL, its local state is deleted, and it is started again. */
    WIPE("kill -9 and wipe its state"),
    /** One instance gets SIGTERM: it drains and hands over, and the other goes on alone for a while. */
    HAND_OVER("SIGTERM, others take over"),
    /** A third instance comes, and leaves again. */
    JOIN_AND_LEAVE("third instance joins, leaves"),
    /** One instance gets SIGSTOP for longer than its session, and then goes on without knowing that. */
    PAUSE("SIGSTOP beyond the session"),
    /** The broker shuts down in order, and comes back on the same port. */
    BROKER_RESTART("broker stops, starts"),
    /** The network between one instance and the broker holds up everything for longer than the session, and then delivers it. */
    NETWORK_CUT("network cut beyond the session"),
    /** The publisher sends its latest events once more. */
    SEND_AGAIN("200 events sent again"),
    /** Another model is released. */
    RELEASE("model released"),
    /** The champion becomes the model before it again. */
    ROLL_BACK("model rolled back"),
    /** A model that must be refused is released; the serving one goes on. */
    REFUSAL("broken model released");

    private static final Duration LONGER_THAN_A_SESSION = Duration.ofSeconds(5);
    private static final int REPETITIONS = 200;
    private static final Duration A_WHILE = Duration.ofSeconds(3);

    private final String words;

    Fault(String words) {
        this.words = words;
    }

    /** The fault in a few words, for a table. */
    String words() {
        return words;
    }

    /** Whether it hits one of the instances. */
    boolean hitsOne() {
        return this == KILL || this == WIPE || this == HAND_OVER || this == PAUSE;
    }

    /**
     * Causes the fault, and returns when it is over.
     *
     * @param victim which of {@code names} is hit, if the fault hits one instance
     * @param names of both instances
     * @param next gives the model to release, another one each time
     */
    void cause(FaultRun run, LinkedBroker broker, String victim, List<String> names, Supplier<ModelArtifact> next)
            throws InterruptedException {
        switch (this) {
            case KILL -> killAndStart(run, List.of(victim), false);
            case KILL_ALL -> killAndStart(run, names, false);
            case WIPE -> killAndStart(run, List.of(victim), true);
            case HAND_OVER -> {
                run.instance(victim).terminate();
                run.watch(A_WHILE);
                run.startAgain(victim);
            }
            case JOIN_AND_LEAVE -> {
                run.join("third");
                run.watch(A_WHILE.multipliedBy(3));
                run.instance("third").terminate();
            }
            case PAUSE -> {
                run.instance(victim).pause();
                run.watch(LONGER_THAN_A_SESSION);
                run.instance(victim).resume();
            }
            case BROKER_RESTART -> {
                broker.stop();
                run.watch(A_WHILE);
                broker.start();
            }
            case NETWORK_CUT -> {
                broker.link().cut();
                run.watch(LONGER_THAN_A_SESSION);
                broker.link().mend();
            }
            case SEND_AGAIN -> run.sendAgain(REPETITIONS);
            case RELEASE -> run.release(next.get());
            case ROLL_BACK -> run.rollBack();
            case REFUSAL -> run.release(BrokenModels.withWrongCanaries(next.get()));
        }
    }

    private static void killAndStart(FaultRun run, List<String> victims, boolean wipe) throws InterruptedException {
        for (String victim : victims) {
            run.instance(victim).kill();
        }
        for (String victim : victims) {
            if (wipe) {
                run.instance(victim).wipeState();
            }
            run.startAgain(victim);
        }
    }
}
