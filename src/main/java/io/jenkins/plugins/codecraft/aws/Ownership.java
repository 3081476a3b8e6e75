package io.jenkins.plugins.codecraft.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.ListTagsResponse;
import software.amazon.awssdk.services.sagemaker.model.Tag;

/**
 * Whether a resource is ours. What CodeCraft makes has the tag {@code codecraft:id}: of a training job the id of its
 * step, of what is named by its content that name. Something that has our name but another id was made by somebody
 * else.
 */
public final class Ownership {
    public static final String ID = "codecraft:id";

    private Ownership() {}

    /** The {@code codecraft:id} of a SageMaker resource. */
    public static Optional<String> idOf(SageMakerClient client, String arn) {
        String token = null;
        do {
            String next = token;
            ListTagsResponse page =
                    client.listTags(request -> request.resourceArn(arn).nextToken(next));
            Optional<String> id = page.tags().stream()
                    .filter(tag -> tag.key().equals(ID))
                    .map(Tag::value)
                    .findFirst();
            if (id.isPresent()) {
                return id;
            }
            token = page.nextToken();
        } while (token != null);
        return Optional.empty();
    }

    /** The user's tags and ours, as SageMaker takes them. */
    public static List<Tag> tags(Map<String, String> users, Map<String, String> ours) {
        List<Tag> tags = new ArrayList<>();
        users.forEach(
                (key, value) -> tags.add(Tag.builder().key(key).value(value).build()));
        ours.forEach(
                (key, value) -> tags.add(Tag.builder().key(key).value(value).build()));
        return tags;
    }

    /** A text with the characters that a tag's value may not have replaced; 256 characters at most. */
    static String tagValue(String text) {
        String value = text.replaceAll("[^\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]", "_");
        return value.length() <= 256 ? value : value.substring(value.length() - 256);
    }
}
