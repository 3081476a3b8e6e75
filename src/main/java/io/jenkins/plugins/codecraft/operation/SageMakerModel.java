package io.jenkins.plugins.codecraft.operation;

import io.jenkins.plugins.codecraft.aws.Digests;
import io.jenkins.plugins.codecraft.aws.Names;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sagemaker.model.ContainerDefinition;
import software.amazon.awssdk.services.sagemaker.model.CreateModelRequest;
import software.amazon.awssdk.services.sagemaker.model.Tag;

/**
 * A SageMaker model that is named by its content, so that the same content is the same model whichever step wants it.
 *
 * @param prefix what its name begins with
 * @param artifacts the {@code s3://} URI of the model's archive
 * @param entryPoint with {@code sourceUri}, the script of the image's toolkit that serves the model; "" for none
 * @param sourceUri the {@code s3://} URI of the archive that the script is in
 * @param environment what the user set
 * @param region needed by the images' toolkits to read the source archive
 */
public record SageMakerModel(
        String prefix,
        String image,
        String artifacts,
        String role,
        String entryPoint,
        String sourceUri,
        Map<String, String> environment,
        String region)
        implements Serializable {
    private static final int DIGITS = 12;

    public SageMakerModel {
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    }

    public String name() {
        List<String> content = new ArrayList<>(List.of(image, artifacts, role));
        variables().forEach((key, value) -> {
            content.add(key);
            content.add(value);
        });
        return Names.join(prefix, Digests.hex(DIGITS, content));
    }

    /** What {@code CreateModel} is asked for. */
    public CreateModelRequest request(List<Tag> tags) {
        return CreateModelRequest.builder()
                .modelName(name())
                .executionRoleArn(role)
                .primaryContainer(ContainerDefinition.builder()
                        .image(image)
                        .modelDataUrl(artifacts)
                        .environment(variables())
                        .build())
                .tags(tags)
                .build();
    }

    /** What the user set, and what tells the image's toolkit which script serves the model. */
    private Map<String, String> variables() {
        Map<String, String> all = new LinkedHashMap<>(environment);
        if (!entryPoint.isEmpty()) {
            all.put("SAGEMAKER_PROGRAM", entryPoint);
            all.put("SAGEMAKER_SUBMIT_DIRECTORY", sourceUri);
            all.put("SAGEMAKER_CONTAINER_LOG_LEVEL", "20");
            all.put("SAGEMAKER_REGION", region);
        }
        return all;
    }
}
