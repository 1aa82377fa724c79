package io.fashionstream.stream.accuracy;

import io.fashionstream.event.ModelAlias;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** One model in one role: champion and challenger are counted apart, even when they are the same model. */
record ModelKey(ModelAlias alias, String modelId) implements Comparable<ModelKey> {
    /** Key of this model's records on the topics of figures, such as {@code champion/4f2c}. */
    String text() {
        return alias.key() + "/" + modelId;
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(alias.name());
        out.writeUTF(modelId);
    }

    static ModelKey read(DataInput in) throws IOException {
        return new ModelKey(ModelAlias.valueOf(in.readUTF()), in.readUTF());
    }

    @Override
    public int compareTo(ModelKey other) {
        int byAlias = alias.compareTo(other.alias);
        return byAlias != 0 ? byAlias : modelId.compareTo(other.modelId);
    }
}
