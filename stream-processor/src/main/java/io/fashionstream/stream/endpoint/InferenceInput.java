package io.fashionstream.stream.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import io.fashionstream.image.ImageFormat;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.stream.http.HttpRefusal;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The input tensor of an inference request: pixels as {@code UINT8}, 0 to 255, or {@code FP32}, 0 to 1, each
 * {@code [n,1,28,28]}, {@code [n,28,28]} or {@code [n,784]}; or encoded pictures as {@code BYTES} {@code [n]}.
 *
 * @param images n
 * @param data in the JSON; null if they lie behind it
 * @param binaryBytes how many lie there
 */
record InferenceInput(String datatype, int images, @Nullable JsonNode data, int binaryBytes) {
    static final String NAME = "images";

    private static final int SIDE = ImageTensor.SIDE_PIXELS;
    private static final List<List<Integer>> ONE_IMAGE =
            List.of(List.of(1, SIDE, SIDE), List.of(SIDE, SIDE), List.of(ImageTensor.PIXELS));

    /** @throws HttpRefusal with 400 or 413 */
    static InferenceInput of(JsonNode tensor, int maxImages) throws HttpRefusal {
        String datatype = tensor.path("datatype").asText();
        int images = images(datatype, tensor.path("shape"));
        if (images < 1 || images > maxImages) {
            throw HttpRefusal.of(images < 1 ? 400 : 413, "expected 1 to %d images".formatted(maxImages));
        }
        JsonNode data = tensor.get("data");
        int binaryBytes = tensor.path("parameters").path("binary_data_size").asInt(-1);
        if ((data == null) == (binaryBytes < 0)) {
            throw HttpRefusal.of(400, "expected either data or the parameter binary_data_size of the input");
        }
        return new InferenceInput(datatype, images, data, binaryBytes);
    }

    private static int images(String datatype, JsonNode shape) throws HttpRefusal {
        List<Integer> sizes = new ArrayList<>();
        shape.forEach(size -> sizes.add(size.asInt(-1)));
        List<Integer> ofOne = sizes.isEmpty() ? sizes : sizes.subList(1, sizes.size());
        boolean known = switch (datatype) {
            case "UINT8", "FP32" -> !sizes.isEmpty() && ONE_IMAGE.contains(ofOne);
            case "BYTES" -> sizes.size() == 1 || ofOne.equals(List.of(1));
            default -> false;
        };
        if (!known) {
            throw HttpRefusal.of(
                    400,
                    "expected UINT8 or FP32 of [n,1,28,28], [n,28,28] or [n,784], or BYTES of [n], got another tensor");
        }
        return sizes.get(0);
    }

    /**
     * The pictures.
     *
     * @param binary from which the data are taken that are not in the JSON
     */
    List<SentPicture> pictures(ByteBuffer binary) throws HttpRefusal {
        if (data != null) {
            return datatype.equals("BYTES") ? encodedTexts(data) : pixels(numbers(data));
        }
        if (binaryBytes > binary.remaining()) {
            throw HttpRefusal.of(
                    400, "expected %d bytes behind the JSON, got %d".formatted(binaryBytes, binary.remaining()));
        }
        ByteBuffer own = binary.slice(binary.position(), binaryBytes).order(binary.order());
        binary.position(binary.position() + binaryBytes);
        return switch (datatype) {
            case "BYTES" -> encoded(own);
            case "UINT8" -> pixels(unsigned(own));
            default -> pixels(floats(own));
        };
    }

    private List<SentPicture> encodedTexts(JsonNode texts) throws HttpRefusal {
        List<SentPicture> pictures = new ArrayList<>();
        for (JsonNode text : texts) {
            try {
                byte[] bytes =
                        Base64.getDecoder().decode(text.isArray() ? text.path(0).asText() : text.asText());
                pictures.add(new SentPicture("", "", bytes));
            } catch (IllegalArgumentException e) {
                throw HttpRefusal.of(400, "expected each element of BYTES to be a picture in Base64");
            }
        }
        return counted(pictures);
    }

    private List<SentPicture> encoded(ByteBuffer elements) throws HttpRefusal {
        List<SentPicture> pictures = new ArrayList<>();
        try {
            while (elements.hasRemaining()) {
                int length = elements.getInt();
                if (length < 0 || length > elements.remaining()) {
                    throw new BufferUnderflowException();
                }
                byte[] bytes = new byte[length];
                elements.get(bytes);
                pictures.add(new SentPicture("", "", bytes));
            }
        } catch (BufferUnderflowException e) {
            throw HttpRefusal.of(400, "expected elements of BYTES, each after its length in 4 bytes");
        }
        return counted(pictures);
    }

    private List<SentPicture> counted(List<SentPicture> pictures) throws HttpRefusal {
        if (pictures.size() != images) {
            throw HttpRefusal.of(400, "expected %d elements of BYTES, got %d".formatted(images, pictures.size()));
        }
        return pictures;
    }

    private double[] numbers(JsonNode array) throws HttpRefusal {
        double[] numbers = new double[images * ImageTensor.PIXELS];
        if (flatten(array, numbers, 0) != numbers.length) {
            throw wrongCount();
        }
        return numbers;
    }

    /** Appends the numbers of {@code array}, which may be nested as the shape is; gives how many there are then. */
    private int flatten(JsonNode array, double[] numbers, int from) throws HttpRefusal {
        int count = from;
        for (JsonNode each : array) {
            if (each.isArray()) {
                count = flatten(each, numbers, count);
            } else if (each.isNumber() && count < numbers.length) {
                numbers[count++] = each.asDouble();
            } else {
                throw wrongCount();
            }
        }
        return count;
    }

    private double[] unsigned(ByteBuffer bytes) throws HttpRefusal {
        double[] numbers = requireCount(bytes.remaining());
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Byte.toUnsignedInt(bytes.get(i));
        }
        return numbers;
    }

    private double[] floats(ByteBuffer bytes) throws HttpRefusal {
        double[] numbers = requireCount(bytes.remaining() % Float.BYTES == 0 ? bytes.remaining() / Float.BYTES : -1);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = bytes.getFloat(i * Float.BYTES);
        }
        return numbers;
    }

    private double[] requireCount(int found) throws HttpRefusal {
        if (found != images * ImageTensor.PIXELS) {
            throw wrongCount();
        }
        return new double[found];
    }

    private HttpRefusal wrongCount() {
        return HttpRefusal.of(400, "expected %d numbers, 784 for each image".formatted(images * ImageTensor.PIXELS));
    }

    private List<SentPicture> pixels(double[] numbers) throws HttpRefusal {
        double scale = datatype.equals("FP32") ? 255 : 1;
        List<SentPicture> pictures = new ArrayList<>(images);
        for (int image = 0; image < images; image++) {
            byte[] gray = new byte[ImageTensor.PIXELS];
            for (int pixel = 0; pixel < gray.length; pixel++) {
                double level = Math.rint(numbers[image * ImageTensor.PIXELS + pixel] * scale);
                if (!(level >= 0 && level <= 255)) {
                    throw HttpRefusal.of(400, "expected UINT8 of 0 to 255 or FP32 of 0 to 1");
                }
                gray[pixel] = (byte) level;
            }
            pictures.add(new SentPicture("", ImageFormat.RAW.mediaType(), gray));
        }
        return pictures;
    }
}
