package io.jenkins.plugins.codecraft.embedded.sagemaker;

import io.jenkins.plugins.codecraft.embedded.AwsError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The image registry: what the images do that tests made up. Any other image with an Amazon ECR path is taken for one of
 * AWS' script mode images. Safe for threads.
 */
public final class Images {
    private static final Pattern ECR =
            Pattern.compile("\\d{12}\\.dkr\\.ecr\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?/\\S+");

    private final Map<String, Image> known = new ConcurrentHashMap<>();

    Images() {}

    public Images put(String uri, Image image) {
        known.put(uri, image);
        return this;
    }

    /** An own image by a local command; see {@link Image.Command}. */
    public Images command(String uri, List<String> command) {
        return put(uri, new Image.Command(command));
    }

    /** An image whose training jobs end as the function says, without a process; served, it echoes. */
    public Images synthetic(String uri, Function<SyntheticJob, SyntheticOutcome> training) {
        return put(uri, new Image.Synthetic(training, Answer::echo));
    }

    /** An image that answers invocations by a function, without a process; trained, it completes at once. */
    public Images serving(String uri, Function<Invocation, Answer> serving) {
        return put(uri, new Image.Synthetic(job -> SyntheticOutcome.completed(), serving));
    }

    Optional<Image> find(String uri) {
        Image image = known.get(uri);
        if (image == null && ECR.matcher(uri).matches()) {
            image = new Image.ScriptMode();
        }
        return Optional.ofNullable(image);
    }

    boolean isSynthetic(String uri) {
        return known.get(uri) instanceof Image.Synthetic;
    }

    Image get(String uri) {
        return find(uri)
                .orElseThrow(
                        () -> AwsError.validation(
                                "Invalid image URI " + uri
                                        + ". Please provide a valid Amazon Elastic Container Registry path of the Docker image to run."));
    }
}
