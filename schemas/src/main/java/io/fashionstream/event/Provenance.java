package io.fashionstream.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a model came to be, in enough detail to do it again.
 *
 * @param dataSha256 file name to lower-case hex SHA-256
 * @param hyperParameters every option of the training, as given or by default
 * @param libraries library to version
 * @param command the command line that trains it again
 * @param streamedData which part of a stream the data came from; null if they came from none
 */
public record Provenance(
        Map<String, String> dataSha256,
        long seed,
        int trainingImages,
        int validationImages,
        int epochs,
        Map<String, String> hyperParameters,
        Map<String, String> libraries,
        String machine,
        String command,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable StreamedData streamedData) {
    public Provenance {
        dataSha256 = Map.copyOf(dataSha256);
        hyperParameters = Map.copyOf(hyperParameters);
        libraries = Map.copyOf(libraries);
    }
}
