package io.fashionstream.endtoend.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.event.serde.Topics;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedBrokerIT {
    private final Set<String> prefixes = new HashSet<>();
    private final Set<String> addresses = new HashSet<>();
    private String prefixBeforeTest = "";

    @BeforeEach
    void noteTopics(Topics topics) {
        prefixBeforeTest = topics.prefix();
    }

    @RepeatedTest(2)
    void eachTestHasTopicsOfItsOwnOnTheSameBroker(KafkaConnection kafka, Topics topics) throws Exception {
        assertThat(prefixes.add(topics.prefix())).isTrue();
        assertThat(topics.prefix()).isEqualTo(prefixBeforeTest);

        addresses.add(kafka.bootstrapServers());
        assertThat(addresses).hasSize(1);
        try (Admin admin = Admin.create(kafka.with(Map.of()))) {
            assertThat(admin.listTopics().names().get()).noneMatch(name -> name.startsWith(topics.prefix()));
        }
    }
}
