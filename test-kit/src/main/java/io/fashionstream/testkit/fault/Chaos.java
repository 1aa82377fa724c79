package io.fashionstream.testkit.fault;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.ModelManifest;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeoutException;

/** Causes one fault after the other while images stream, in an order that a seed decides. Confined to one thread. */
public final class Chaos {
    private static final List<String> NAMES = List.of("first", "second");
    private static final int LONGEST_PAUSE_MILLIS = 4000;

    private final FaultRun run;
    private final LinkedBroker broker;
    private final ModelArtifact model;
    private final Random random;
    private final PrintStream out;
    private final ChaosTable table = new ChaosTable();
    private final Deque<Fault> next = new ArrayDeque<>();
    private int released = 1;

    /**
     * @param model released already; others are made from it
     * @param out told of each fault before it is caused
     */
    public Chaos(FaultRun run, LinkedBroker broker, ModelArtifact model, Random random, PrintStream out) {
        this.run = run;
        this.broker = broker;
        this.model = model;
        this.random = random;
        this.out = out;
    }

    /** Starts two instances and the stream, and causes faults until all images are published. */
    public ChaosTable run() throws InterruptedException, TimeoutException {
        run.join(NAMES.get(0), broker.linked());
        run.join(NAMES.get(1));
        run.startStreaming();
        run.awaitAnswers(1);
        while (run.isPublishing()) {
            run.watch(Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS)));
            cause(nextFault());
            run.awaitAnswers(1 + random.nextInt(200));
        }
        return table;
    }

    private void cause(Fault fault) throws InterruptedException {
        String victim = NAMES.get(random.nextInt(NAMES.size()));
        out.println(String.format(
                Locale.ROOT,
                "%,7d of %,d answered   %s%s",
                run.answers(),
                run.images(),
                fault.words(),
                fault.hitsOne() ? ": " + victim : ""));
        fault.cause(run, broker, victim, NAMES, this::another);
        table.add(fault);
    }

    /** Every fault once in random order, then all of them again. A roll-back needs a release before it. */
    private Fault nextFault() {
        if (next.isEmpty()) {
            List<Fault> all = new ArrayList<>(Arrays.asList(Fault.values()));
            Collections.shuffle(all, random);
            next.addAll(all);
        }
        Fault fault = next.removeFirst();
        return fault == Fault.ROLL_BACK && released < 2 ? Fault.RELEASE : fault;
    }

    /** A model of another id: the same network under another manifest. */
    private ModelArtifact another() {
        released++;
        ModelManifest old = model.manifest();
        return model.withManifest(old.withSignature(new ModelManifest.Signature(
                old.network(), old.signature().createdTime().plusSeconds(released), old.classes(), old.input())));
    }
}
