package io.fashionstream.stream.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.stream.ops.GroupView.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberAssignment;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class GroupMembersTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    private final GroupMembers members = new GroupMembers("product-images");

    @Test
    void theStreamThreadsOfAnInstanceAreOne() {
        members.update(
                group(
                        member("pod-1-StreamThread-1-consumer", image(0), image(1), new TopicPartition("truth", 0)),
                        member("pod-1-StreamThread-2-consumer", image(2)),
                        member("pod-10-StreamThread-1-consumer", image(3))),
                START);

        assertThat(members.instances())
                .containsExactly(
                        new Instance("pod-1", "10.0.0.7", 2, 3, true, START),
                        new Instance("pod-10", "10.0.0.7", 1, 1, true, START));
    }

    @Test
    void whoLeftIsNamedForAnHour() {
        members.update(group(member("a-StreamThread-1-consumer", image(0))), START);
        members.update(group(), START.plusSeconds(10));

        assertThat(members.instances()).containsExactly(new Instance("a", "10.0.0.7", 0, 0, false, START));

        members.update(group(), START.plus(Duration.ofHours(1)));
        assertThat(members.instances()).hasSize(1);

        members.update(group(), START.plus(Duration.ofHours(1)).plusMillis(1));
        assertThat(members.instances()).isEmpty();
    }

    private static TopicPartition image(int partition) {
        return new TopicPartition("product-images", partition);
    }

    private static MemberDescription member(String clientId, TopicPartition... partitions) {
        return new MemberDescription(
                "id",
                Optional.empty(),
                Optional.empty(),
                clientId,
                "/10.0.0.7",
                new MemberAssignment(Set.of(partitions)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static ConsumerGroupDescription group(MemberDescription... all) {
        Collection<MemberDescription> each = List.of(all);
        return new ConsumerGroupDescription(
                "group",
                false,
                each,
                "stream",
                GroupType.CLASSIC,
                GroupState.STABLE,
                Node.noNode(),
                Set.of(),
                Optional.empty(),
                Optional.empty());
    }
}
