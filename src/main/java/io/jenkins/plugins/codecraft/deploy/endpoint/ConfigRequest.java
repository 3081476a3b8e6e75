package io.jenkins.plugins.codecraft.deploy.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.sagemaker.model.AsyncInferenceConfig;
import software.amazon.awssdk.services.sagemaker.model.CaptureMode;
import software.amazon.awssdk.services.sagemaker.model.CaptureOption;
import software.amazon.awssdk.services.sagemaker.model.CreateEndpointConfigRequest;
import software.amazon.awssdk.services.sagemaker.model.DataCaptureConfig;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariant;

/** What {@code CreateEndpointConfig} is asked for. */
final class ConfigRequest {
    private ConfigRequest() {}

    static CreateEndpointConfigRequest of(
            EndpointSettings settings, Function<VariantSettings, ServedModel> model, String name) {
        CreateEndpointConfigRequest.Builder request = CreateEndpointConfigRequest.builder()
                .endpointConfigName(name)
                .productionVariants(settings.variants().stream()
                        .map(variant ->
                                variant(settings, variant, model.apply(variant).name()))
                        .toList());
        if (!settings.kmsKey().isEmpty()) {
            request.kmsKeyId(settings.kmsKey());
        }
        AsyncSettings async = settings.async();
        if (async != null) {
            request.asyncInferenceConfig(async(async));
        }
        CaptureSettings capture = settings.capture();
        if (capture != null) {
            request.dataCaptureConfig(capture(capture));
        }
        return request.build();
    }

    private static ProductionVariant variant(EndpointSettings settings, VariantSettings variant, String model) {
        ProductionVariant.Builder built = ProductionVariant.builder()
                .variantName(variant.name())
                .modelName(model)
                .initialVariantWeight((float) variant.weight());
        ServerlessSettings serverless = settings.serverless();
        if (serverless == null) {
            return built.instanceType(variant.instanceType())
                    .initialInstanceCount(variant.instanceCount())
                    .build();
        }
        return built.serverlessConfig(config -> {
                    config.memorySizeInMB(serverless.memory()).maxConcurrency(serverless.maxConcurrency());
                    if (serverless.provisionedConcurrency() > 0) {
                        config.provisionedConcurrency(serverless.provisionedConcurrency());
                    }
                })
                .build();
    }

    private static AsyncInferenceConfig async(AsyncSettings async) {
        AsyncInferenceConfig.Builder built = AsyncInferenceConfig.builder().outputConfig(output -> {
            output.s3OutputPath(async.output());
            if (!async.failures().isEmpty()) {
                output.s3FailurePath(async.failures());
            }
            if (!async.kmsKey().isEmpty()) {
                output.kmsKeyId(async.kmsKey());
            }
            if (!async.successTopic().isEmpty() || !async.errorTopic().isEmpty()) {
                output.notificationConfig(topics ->
                        topics.successTopic(orNull(async.successTopic())).errorTopic(orNull(async.errorTopic())));
            }
        });
        if (async.maxConcurrent() > 0) {
            built.clientConfig(client -> client.maxConcurrentInvocationsPerInstance(async.maxConcurrent()));
        }
        return built.build();
    }

    private static DataCaptureConfig capture(CaptureSettings capture) {
        List<CaptureOption> options = new ArrayList<>();
        if (!capture.what().equals(CaptureSettings.OUTPUT)) {
            options.add(CaptureOption.builder().captureMode(CaptureMode.INPUT).build());
        }
        if (!capture.what().equals(CaptureSettings.INPUT)) {
            options.add(CaptureOption.builder().captureMode(CaptureMode.OUTPUT).build());
        }
        return DataCaptureConfig.builder()
                .enableCapture(true)
                .initialSamplingPercentage(capture.percent())
                .destinationS3Uri(capture.output())
                .kmsKeyId(orNull(capture.kmsKey()))
                .captureOptions(options)
                .build();
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
