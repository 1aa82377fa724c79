package io.fashionstream.trainer.training.compiled;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A native operation bound to its arrays and arguments once; running it allocates nothing and checks nothing again.
 *
 * <p>Layout arguments of convolutions and poolings say NHWC throughout: oneDNN is faster in it than in NCHW, and these
 * operations, unlike Deeplearning4j's NHWC layers, have right gradients (docs/decisions/0303).
 */
final class PreparedOperation {
    private final DynamicCustomOp operation;
    private final OpContext context;

    private PreparedOperation(String name, INDArray[] inputs, INDArray[] outputs) {
        operation = DynamicCustomOp.builder(name)
                .addInputs(inputs)
                .addOutputs(outputs)
                .build();
        context = Nd4j.getExecutioner().buildContext();
        context.setInputArrays(inputs);
        context.setOutputArrays(outputs);
    }

    static PreparedOperation of(String name, INDArray[] inputs, INDArray[] outputs, long... integers) {
        PreparedOperation prepared = new PreparedOperation(name, inputs, outputs);
        prepared.context.setIArguments(integers);
        return prepared;
    }

    /**
     * Adds {@code bias} to each row of {@code rows}, in place.
     *
     * <p>{@code INDArray.addiRowVector} does so too. But it hands the native code the memory of an array that it has made for this
     * one call and that nothing refers to any more, so that the garbage collector may free it meanwhile
     * (docs/decisions/0310).
     *
     * @param rows {@code [n, channels]}
     * @param bias {@code [channels]}
     */
    static PreparedOperation ofBias(INDArray rows, INDArray bias) {
        return of("biasadd", new INDArray[] {rows, bias}, new INDArray[] {rows});
    }

    PreparedOperation withReals(double... reals) {
        context.setTArguments(reals);
        return this;
    }

    void run() {
        Nd4j.exec(operation, context);
    }
}
