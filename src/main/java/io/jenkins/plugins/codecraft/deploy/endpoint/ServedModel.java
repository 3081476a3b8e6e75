package io.jenkins.plugins.codecraft.deploy.endpoint;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.codecraft.aws.Digests;
import io.jenkins.plugins.codecraft.aws.Names;
import io.jenkins.plugins.codecraft.operation.SageMakerModel;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sagemaker.model.ContainerDefinition;
import software.amazon.awssdk.services.sagemaker.model.CreateModelRequest;
import software.amazon.awssdk.services.sagemaker.model.Tag;
import software.amazon.awssdk.services.sagemaker.model.VpcConfig;

/**
 * The SageMaker model of a variant, named by its content.
 *
 * @param modelPackage an ARN, which brings image and archive; "" for none
 */
record ServedModel(
        SageMakerModel model,
        String modelPackage,
        @CheckForNull VpcSettings vpc) implements Serializable {
    private static final int DIGITS = 12;

    String name() {
        if (modelPackage.isEmpty() && vpc == null) {
            return model.name();
        }
        List<String> content = new ArrayList<>(List.of(model.name(), modelPackage));
        if (vpc != null) {
            content.addAll(vpc.subnets());
            content.add("");
            content.addAll(vpc.securityGroups());
        }
        return Names.join(model.prefix(), Digests.hex(DIGITS, content));
    }

    CreateModelRequest request(List<Tag> tags) {
        CreateModelRequest request = model.request(tags);
        CreateModelRequest.Builder built = request.toBuilder().modelName(name());
        if (!modelPackage.isEmpty()) {
            built.primaryContainer(ContainerDefinition.builder()
                    .modelPackageName(modelPackage)
                    .environment(request.primaryContainer().environment())
                    .build());
        }
        if (vpc != null) {
            built.vpcConfig(VpcConfig.builder()
                    .subnets(vpc.subnets())
                    .securityGroupIds(vpc.securityGroups())
                    .build());
        }
        return built.build();
    }
}
