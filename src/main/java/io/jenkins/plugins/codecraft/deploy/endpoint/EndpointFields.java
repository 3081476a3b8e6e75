package io.jenkins.plugins.codecraft.deploy.endpoint;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.deploy.Difference;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.AsyncInferenceConfig;
import software.amazon.awssdk.services.sagemaker.model.ContainerDefinition;
import software.amazon.awssdk.services.sagemaker.model.CreateEndpointConfigRequest;
import software.amazon.awssdk.services.sagemaker.model.CreateModelRequest;
import software.amazon.awssdk.services.sagemaker.model.DataCaptureConfig;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointConfigResponse;
import software.amazon.awssdk.services.sagemaker.model.DescribeModelResponse;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariant;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;
import software.amazon.awssdk.services.sagemaker.model.VpcConfig;

/** An endpoint's configuration and models as named values, to tell what differs. */
final class EndpointFields {
    private static final String ENVIRONMENT = "environment.";

    private EndpointFields() {}

    /** What stands before the fields of a variant: nothing, if there is only one. */
    static String place(String variant, int variants) {
        return variants == 1 ? "" : "variants." + variant + ".";
    }

    static Map<String, String> ofConfig(CreateEndpointConfigRequest config) {
        return ofConfig(
                config.productionVariants(),
                config.kmsKeyId(),
                config.asyncInferenceConfig(),
                config.dataCaptureConfig());
    }

    private static Map<String, String> ofConfig(
            List<ProductionVariant> variants, String kmsKey, AsyncInferenceConfig async, DataCaptureConfig capture) {
        Fields fields = new Fields("");
        for (ProductionVariant variant : variants) {
            putVariant(new Fields(fields.values, place(variant.variantName(), variants.size())), variant);
        }
        fields.put("kmsKey", kmsKey);
        if (async != null) {
            putAsync(fields, async);
        }
        if (capture != null && Boolean.TRUE.equals(capture.enableCapture())) {
            fields.put("dataCapture.output", capture.destinationS3Uri());
            fields.put("dataCapture.percent", capture.initialSamplingPercentage());
            fields.put("dataCapture.kmsKey", capture.kmsKeyId());
            fields.put(
                    "dataCapture.what",
                    capture.captureOptions().stream()
                            .map(option -> option.captureModeAsString())
                            .sorted()
                            .collect(Collectors.joining(" and ")));
        }
        return fields.values;
    }

    private static void putVariant(Fields fields, ProductionVariant variant) {
        fields.put("variant", variant.variantName());
        fields.put("instanceType", variant.instanceTypeAsString());
        fields.put("instanceCount", variant.initialInstanceCount());
        fields.put("weight", variant.initialVariantWeight() == null ? "1" : number(variant.initialVariantWeight()));
        if (variant.serverlessConfig() != null) {
            fields.put("serverless.memory", variant.serverlessConfig().memorySizeInMB());
            fields.put("serverless.maxConcurrency", variant.serverlessConfig().maxConcurrency());
            fields.put(
                    "serverless.provisionedConcurrency",
                    variant.serverlessConfig().provisionedConcurrency());
        }
    }

    private static void putAsync(Fields fields, AsyncInferenceConfig async) {
        fields.put("async.output", async.outputConfig().s3OutputPath());
        fields.put("async.failures", async.outputConfig().s3FailurePath());
        fields.put("async.kmsKey", async.outputConfig().kmsKeyId());
        if (async.outputConfig().notificationConfig() != null) {
            fields.put(
                    "async.successTopic",
                    async.outputConfig().notificationConfig().successTopic());
            fields.put(
                    "async.errorTopic",
                    async.outputConfig().notificationConfig().errorTopic());
        }
        if (async.clientConfig() != null) {
            fields.put("async.maxConcurrent", async.clientConfig().maxConcurrentInvocationsPerInstance());
        }
    }

    static Map<String, String> ofModel(String place, CreateModelRequest model) {
        return ofModel(place, model.primaryContainer(), model.executionRoleArn(), model.vpcConfig());
    }

    private static Map<String, String> ofModel(
            String place, ContainerDefinition container, String role, VpcConfig vpc) {
        Fields fields = new Fields(place);
        if (container != null) {
            fields.put("model", Optional.ofNullable(container.modelDataUrl()).orElse(container.modelPackageName()));
            fields.put("image", container.image());
            container.environment().forEach((name, value) -> fields.put(ENVIRONMENT + name, value));
        }
        fields.put("role", role);
        if (vpc != null) {
            fields.put("vpc.subnets", String.join(", ", vpc.subnets()));
            fields.put("vpc.securityGroups", String.join(", ", vpc.securityGroupIds()));
        }
        return fields.values;
    }

    /** What an endpoint configuration that is there says, with its models; models that are gone say nothing. */
    static Map<String, String> read(SageMakerClient client, String configName) {
        Optional<DescribeEndpointConfigResponse> found =
                find(() -> client.describeEndpointConfig(request -> request.endpointConfigName(configName)));
        if (found.isEmpty()) {
            return Map.of();
        }
        DescribeEndpointConfigResponse config = found.get();
        Map<String, String> fields = new LinkedHashMap<>(ofConfig(
                config.productionVariants(),
                config.kmsKeyId(),
                config.asyncInferenceConfig(),
                config.dataCaptureConfig()));
        for (ProductionVariant variant : config.productionVariants()) {
            String place =
                    place(variant.variantName(), config.productionVariants().size());
            Optional<DescribeModelResponse> model =
                    find(() -> client.describeModel(request -> request.modelName(variant.modelName())));
            model.ifPresent(
                    is -> fields.putAll(ofModel(place, is.primaryContainer(), is.executionRoleArn(), is.vpcConfig())));
        }
        return fields;
    }

    /** The differences; what an environment variable holds may be a secret, so only that it differs is told. */
    static List<Difference> differences(Map<String, String> is, Map<String, String> wanted) {
        return Difference.between(is, wanted).stream()
                .map(EndpointFields::masked)
                .toList();
    }

    private static Difference masked(Difference difference) {
        return difference.field().contains(ENVIRONMENT)
                ? new Difference(
                        difference.field(),
                        difference.is().isEmpty() ? "" : Words.of(EndpointFields.class, "value"),
                        difference.wanted().isEmpty() ? "" : Words.of(EndpointFields.class, "anotherValue"))
                : difference;
    }

    /** The instance type of a variant, of the fields of a whole endpoint; "" if it has none. */
    static String instanceType(Map<String, String> fields, String variant) {
        return variant.equals(fields.get("variant"))
                ? fields.getOrDefault("instanceType", "")
                : fields.getOrDefault(place(variant, 2) + "instanceType", "");
    }

    /** What is there; nothing if there is no such thing. */
    static <T> Optional<T> find(Supplier<T> describe) {
        try {
            return Optional.of(describe.get());
        } catch (SageMakerException error) {
            if (AwsErrors.code(error).equals("ValidationException")
                    && AwsErrors.message(error).contains("Could not find")) {
                return Optional.empty();
            }
            throw error;
        }
    }

    /** Without a fraction that says nothing. */
    static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString((float) value);
    }

    private static final class Fields {
        private final Map<String, String> values;
        private final String place;

        Fields(String place) {
            this(new LinkedHashMap<>(), place);
        }

        Fields(Map<String, String> values, String place) {
            this.values = values;
            this.place = place;
        }

        void put(String field, Object value) {
            String text = Objects.toString(value, "");
            if (!text.isEmpty()) {
                values.put(place + field, text);
            }
        }
    }
}
