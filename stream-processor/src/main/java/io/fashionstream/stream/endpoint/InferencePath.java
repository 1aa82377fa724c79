package io.fashionstream.stream.endpoint;

import io.fashionstream.event.ModelAlias;
import io.fashionstream.stream.http.HttpRefusal;
import java.util.Optional;

/**
 * A path below {@code /v2/models/}: {@code NAME[/versions/VERSION][/ready|/infer]}.
 *
 * @param alias the model's name is its alias in lower case
 * @param version the id of the model that is meant; empty for the one that serves
 * @param verb what follows; empty for the model's metadata
 */
record InferencePath(ModelAlias alias, Optional<String> version, String verb) {
    static final String MODELS = "/v2/models/";

    /** @throws HttpRefusal with 404 if there is no such path or no such model */
    static InferencePath of(String path) throws HttpRefusal {
        String[] parts = path.substring(MODELS.length()).split("/", -1);
        ModelAlias alias = ModelAlias.ofKey(parts[0])
                .orElseThrow(() -> HttpRefusal.of(404, "expected the model champion or challenger"));
        boolean versioned = parts.length >= 3 && parts[1].equals("versions");
        int rest = versioned ? 3 : 1;
        String verb = parts.length == rest ? "" : parts[rest];
        if (parts.length > rest + 1 || !(verb.isEmpty() || verb.equals("ready") || verb.equals("infer"))) {
            throw HttpRefusal.of(404, "expected " + MODELS + "NAME[/versions/VERSION][/ready|/infer]");
        }
        return new InferencePath(alias, versioned ? Optional.of(parts[2]) : Optional.empty(), verb);
    }
}
