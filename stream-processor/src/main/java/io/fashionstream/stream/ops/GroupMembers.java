package io.fashionstream.stream.ops;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.StreamsGroupDescription;
import org.apache.kafka.clients.admin.StreamsGroupMemberDescription;
import org.apache.kafka.clients.admin.StreamsGroupSubtopologyDescription;

/** The instances of a group by what the broker says of its members: each stream thread is one. One thread. */
final class GroupMembers {
    /** So long an instance that left is still named. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private static final Pattern THREAD = Pattern.compile("-StreamThread-\\d+(-.*)?$");

    private final String topic;
    private final Map<String, GroupView.Instance> instances = new TreeMap<>();

    private record Member(String clientId, String host, int partitions) {}

    /** @param topic whose partitions are counted */
    GroupMembers(String topic) {
        this.topic = topic;
    }

    /** Takes in the members of a group of the classic protocol. */
    void update(ConsumerGroupDescription group, Instant now) {
        take(group.members().stream().map(this::member).toList(), now);
    }

    /** Takes in the members of a group of the streams protocol. */
    void update(StreamsGroupDescription group, Instant now) {
        List<String> readers = group.subtopologies().stream()
                .filter(part -> part.sourceTopics().contains(topic))
                .map(StreamsGroupSubtopologyDescription::subtopologyId)
                .toList();
        take(group.members().stream().map(each -> member(each, readers)).toList(), now);
    }

    /** Those that are there, and those that left within the last hour, by name. */
    List<GroupView.Instance> instances() {
        return List.copyOf(instances.values());
    }

    private Member member(MemberDescription member) {
        long partitions = member.assignment().topicPartitions().stream()
                .filter(partition -> partition.topic().equals(topic))
                .count();
        return new Member(member.clientId(), member.host(), (int) partitions);
    }

    private static Member member(StreamsGroupMemberDescription member, Collection<String> readers) {
        int partitions = member.assignment().activeTasks().stream()
                .filter(tasks -> readers.contains(tasks.subtopologyId()))
                .mapToInt(tasks -> tasks.partitions().size())
                .sum();
        return new Member(member.clientId(), member.clientHost(), partitions);
    }

    private void take(List<Member> members, Instant now) {
        instances.values().removeIf(each -> each.lastSeen().isBefore(now.minus(REMEMBERED)));
        instances.replaceAll((id, gone) -> new GroupView.Instance(id, gone.host(), 0, 0, false, gone.lastSeen()));
        members.forEach(member -> add(member, now));
    }

    private void add(Member member, Instant now) {
        String id = THREAD.matcher(member.clientId()).replaceFirst("");
        String host = member.host().startsWith("/") ? member.host().substring(1) : member.host();
        GroupView.Instance one = new GroupView.Instance(id, host, 1, member.partitions(), true, now);
        instances.merge(id, one, GroupMembers::together);
    }

    private static GroupView.Instance together(GroupView.Instance known, GroupView.Instance more) {
        return new GroupView.Instance(
                more.instanceId(),
                more.host(),
                known.threads() + more.threads(),
                known.partitions() + more.partitions(),
                true,
                more.lastSeen());
    }
}
