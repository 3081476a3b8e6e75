package io.jenkins.plugins.codecraft.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.ListTagsRequest;
import software.amazon.awssdk.services.sagemaker.model.ListTagsResponse;
import software.amazon.awssdk.services.sagemaker.model.Tag;

class OwnershipTest {

    /** Answers tags, two a page. */
    private static final class Tagged implements SageMakerClient {
        private final List<Tag> tags = new ArrayList<>();
        private int asked;

        Tagged with(String key, String value) {
            tags.add(Tag.builder().key(key).value(value).build());
            return this;
        }

        @Override
        public ListTagsResponse listTags(ListTagsRequest request) {
            asked++;
            int from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
            int to = Math.min(tags.size(), from + 2);
            return ListTagsResponse.builder()
                    .tags(tags.subList(from, to))
                    .nextToken(to < tags.size() ? Integer.toString(to) : null)
                    .build();
        }

        @Override
        public String serviceName() {
            return "sagemaker";
        }

        @Override
        public void close() {}
    }

    @Test
    void what_has_no_id_was_made_by_somebody_else() {
        assertThat(Ownership.idOf(new Tagged().with("team", "ml"), "arn")).isEmpty();
        assertThat(Ownership.idOf(new Tagged(), "arn")).isEmpty();
    }

    @Test
    void the_id_is_found_on_any_page() {
        Tagged many = new Tagged()
                .with("a", "1")
                .with("b", "2")
                .with("c", "3")
                .with("d", "4")
                .with(Ownership.ID, "0a1b2c");
        assertThat(Ownership.idOf(many, "arn")).contains("0a1b2c");
        assertThat(many.asked).isEqualTo(3);
    }

    @Test
    void the_users_tags_come_with_ours() {
        assertThat(Ownership.tags(Map.of("team", "ml"), Map.of(Ownership.ID, "x")))
                .extracting(Tag::key)
                .containsExactly("team", Ownership.ID);
    }

    @Test
    void what_a_tag_can_not_hold_is_replaced_and_the_end_of_a_long_text_kept() {
        assertThat(Ownership.tagValue("team/iris (nightly) #7")).isEqualTo("team/iris _nightly_ _7");
        assertThat(Ownership.tagValue("x".repeat(300) + "/iris")).hasSize(256).endsWith("/iris");
    }

    @Test
    void a_step_has_an_id_of_its_own_that_stays_the_same() {
        BuildOrigin origin = new BuildOrigin("jenkins", "team/iris", "7", 1000, "12");
        assertThat(origin.id())
                .matches("[0-9a-f]{10}")
                .isEqualTo(new BuildOrigin("jenkins", "team/iris", "7", 1000, "12").id())
                .isNotEqualTo(new BuildOrigin("jenkins", "team/iris", "7", 1000, "13").id())
                .isNotEqualTo(new BuildOrigin("jenkins", "team/iris", "71", 1000, "2").id())
                .isNotEqualTo(new BuildOrigin("jenkins", "team/iris", "7", 2000, "12").id())
                .isNotEqualTo(new BuildOrigin("other", "team/iris", "7", 1000, "12").id());
    }
}
