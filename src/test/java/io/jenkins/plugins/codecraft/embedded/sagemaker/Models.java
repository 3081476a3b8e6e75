package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import io.jenkins.plugins.codecraft.embedded.ObjectStore;
import java.util.List;
import java.util.Optional;

/** The operations on models. */
final class Models {
    private static final Listing<Resource> LISTING = new Listing<>("Models", false, false, Resource::summary);

    private final SageMakerContext context;
    private final ModelPackages packages;
    private final Shelf<Resource> models = new Shelf<>();

    Models(SageMakerContext context, ModelPackages packages) {
        this.context = context;
        this.packages = packages;
    }

    JsonNode create(AwsRequest request) {
        return create(request, request.json());
    }

    /** @param json the request, if it is not the one that came: that of a pipeline's step */
    JsonNode create(AwsRequest request, ObjectNode json) {
        HostingShapes.CREATE_MODEL.validate(json);
        String name = json.get("ModelName").asText();
        String arn = arn(request, name);
        if (models.find(request.region(), name).isPresent()) {
            throw exists(arn);
        }
        Tags.check(json.path("Tags"));
        role(json);
        containers(json)
                .forEach(container -> check(
                        whole(request.region(), container),
                        json.path("ExecutionRoleArn").asText()));
        models.add(request.region(), name, () -> new Resource("Model", name, arn, json, context.now()))
                .orElseThrow(() -> exists(arn));
        context.tags().create(arn, json.path("Tags"));
        return AwsJson.object().put("ModelArn", arn);
    }

    private static AwsError exists(String arn) {
        return AwsError.validation("Cannot create already existing model \"" + arn + "\".");
    }

    private void role(JsonNode json) {
        if (!json.hasNonNull("ExecutionRoleArn")) {
            throw AwsError.validation("ExecutionRoleArn must be provided.");
        }
        String role = json.get("ExecutionRoleArn").asText();
        if (!context.aws().iam().assumable(role, "sagemaker.amazonaws.com")) {
            throw AwsError.validation("Could not assume role " + role
                    + ". Please ensure that the role exists and that its trust relationship policy allows the action"
                    + " \"sts:AssumeRole\" for the service principal \"sagemaker.amazonaws.com\".");
        }
    }

    private static List<JsonNode> containers(JsonNode json) {
        boolean primary = json.hasNonNull("PrimaryContainer");
        if (primary == !json.path("Containers").isEmpty()) {
            throw AwsError.validation("Exactly one of PrimaryContainer and Containers must be provided.");
        }
        if (json.path("Containers").size() > 1) {
            throw AwsError.validation(
                    "Inference pipelines of several containers are not supported by the embedded AWS.");
        }
        return List.of(
                primary ? json.get("PrimaryContainer") : json.get("Containers").get(0));
    }

    private void check(JsonNode container, String role) {
        if (!container.hasNonNull("Image")) {
            throw AwsError.validation("Image must be provided for the container of a model.");
        }
        String image = container.get("Image").asText();
        if (context.images().find(image).isEmpty()) {
            throw AwsError.validation(
                    "Using non-ECR image \"" + image + "\" without Vpc repository access mode is not supported.");
        }
        if (!context.images().isSynthetic(image)) {
            modelData(container).ifPresent(uri -> checkData(uri, role));
        }
    }

    /** Where the model's artifact lies; empty if it has none. */
    static Optional<S3Uri> modelData(JsonNode container) {
        JsonNode url = container.path("ModelDataUrl");
        if (url.isMissingNode()) {
            url = container.path("ModelDataSource").path("S3DataSource").path("S3Uri");
        }
        return url.isTextual() ? Optional.of(S3Uri.parse(url.asText())) : Optional.empty();
    }

    private void checkData(S3Uri uri, String role) {
        ObjectStore objects = context.aws().objects();
        boolean there = objects.bucketExists(uri.bucket())
                && !objects.list(uri.bucket(), uri.key()).isEmpty();
        if (!there) {
            throw AwsError.validation(
                    "Could not find model data at " + uri + ". Please ensure that it exists and that the role \"" + role
                            + "\" has \"s3:GetObject\" permissions on it.");
        }
    }

    /** The container of a model. */
    JsonNode container(String region, String name, String arn) {
        JsonNode json =
                models.find(region, name).orElseThrow(() -> missing(arn)).request();
        return whole(region, containers(json).get(0));
    }

    /** What a model package says of the container, with what the model says besides. */
    private JsonNode whole(String region, JsonNode container) {
        if (!container.hasNonNull("ModelPackageName")) {
            return container;
        }
        String arn = container.get("ModelPackageName").asText();
        ModelPackage found = packages.find(region, arn)
                .orElseThrow(() -> AwsError.validation("Could not find model package \"" + arn + "\"."));
        ObjectNode whole = found.request()
                .path("InferenceSpecification")
                .path("Containers")
                .get(0)
                .deepCopy();
        return whole.setAll((ObjectNode) container);
    }

    JsonNode describe(AwsRequest request) {
        return find(request).describe();
    }

    JsonNode delete(AwsRequest request) {
        Resource model = find(request);
        models.remove(request.region(), model.name());
        context.tags().forget(model.arn());
        return AwsJson.object();
    }

    private Resource find(AwsRequest request) {
        HostingShapes.ONE_MODEL.validate(request.json());
        return require(request, request.json().get("ModelName").asText());
    }

    /** @throws AwsError if there is no such model */
    Resource require(AwsRequest request, String name) {
        return models.find(request.region(), name).orElseThrow(() -> missing(arn(request, name)));
    }

    private static AwsError missing(String arn) {
        return AwsError.validation("Could not find model \"" + arn + "\".");
    }

    private static String arn(AwsRequest request, String name) {
        return SageMakerContext.arn(request, "model/" + name);
    }

    JsonNode list(AwsRequest request) {
        HostingShapes.LIST_MODELS.validate(request.json());
        return LISTING.answer(request.json(), models.all(request.region()));
    }
}
