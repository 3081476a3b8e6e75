package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import io.jenkins.plugins.codecraft.embedded.Shape;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The model registry, as far as a deployment reads it: groups of packages, with versions that are approved or not. */
final class ModelPackages {
    private static final Listing<ModelPackage> LISTING =
            new Listing<>("ModelPackageSummaryList", false, false, ModelPackage::summary);
    private static final Shape APPROVAL = Shape.enumOf("Approved", "Rejected", "PendingManualApproval");
    private static final Shape GROUP = Shape.string()
            .length(1, 170)
            .pattern("(arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]{9,16}:[0-9]{12}:[\\S]{1,2048})?"
                    + "([a-zA-Z0-9](-*[a-zA-Z0-9]){0,62})?");
    private static final Shape CREATE_GROUP = Shape.struct()
            .required("ModelPackageGroupName", Shape.string().length(1, 63).pattern("[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}"))
            .optional("Tags", CommonShapes.TAGS);
    private static final Shape CREATE = Shape.struct()
            .required("ModelPackageGroupName", GROUP)
            .required(
                    "InferenceSpecification",
                    Shape.struct()
                            .required(
                                    "Containers",
                                    Shape.list(Shape.struct()
                                                    .required(
                                                            "Image",
                                                            Shape.string().length(0, 255))
                                                    .optional("ModelDataUrl", CommonShapes.S3_URI))
                                            .size(1, 15)))
            .optional("ModelApprovalStatus", APPROVAL);
    private static final Shape UPDATE =
            Shape.struct().required("ModelPackageArn", Shape.string()).optional("ModelApprovalStatus", APPROVAL);
    private static final Shape LIST = CommonShapes.list("Name", "CreationTime")
            .optional("ModelPackageGroupName", GROUP)
            .optional("ModelApprovalStatus", APPROVAL);

    private final SageMakerContext context;
    private final Shelf<Resource> groups = new Shelf<>();
    private final Shelf<ModelPackage> packages = new Shelf<>();

    ModelPackages(SageMakerContext context) {
        this.context = context;
    }

    JsonNode createGroup(AwsRequest request) {
        ObjectNode json = request.json();
        CREATE_GROUP.validate(json);
        String name = json.get("ModelPackageGroupName").asText();
        String arn = SageMakerContext.arn(request, "model-package-group/" + name);
        groups.add(request.region(), name, () -> new Resource("ModelPackageGroup", name, arn, json, context.now()))
                .orElseThrow(() -> AwsError.validation("Model Package Group already exists: " + arn));
        context.tags().create(arn, json.path("Tags"));
        return AwsJson.object().put("ModelPackageGroupArn", arn);
    }

    JsonNode create(AwsRequest request) {
        ObjectNode json = request.json();
        CREATE.validate(json);
        String group = requireGroup(request);
        synchronized (packages) {
            int version = 1 + (int) of(request, group).count();
            String arn = SageMakerContext.arn(request, "model-package/" + group + "/" + version);
            packages.add(request.region(), arn, () -> new ModelPackage(group, version, arn, json, context.now()));
            return AwsJson.object().put("ModelPackageArn", arn);
        }
    }

    JsonNode update(AwsRequest request) {
        UPDATE.validate(request.json());
        ModelPackage found =
                require(request, request.json().get("ModelPackageArn").asText());
        if (request.json().has("ModelApprovalStatus")) {
            found.approve(request.json().get("ModelApprovalStatus").asText());
        }
        return AwsJson.object().put("ModelPackageArn", found.arn());
    }

    JsonNode describe(AwsRequest request) {
        return require(request, request.json().path("ModelPackageName").asText())
                .describe();
    }

    JsonNode list(AwsRequest request) {
        LIST.validate(request.json());
        String approval = request.json().path("ModelApprovalStatus").asText("");
        List<ModelPackage> all = of(request, requireGroup(request)).toList();
        return LISTING.answer(request.json(), all, each -> approval.isEmpty() || approval.equals(each.approval()));
    }

    private Stream<ModelPackage> of(AwsRequest request, String group) {
        return packages.all(request.region()).stream()
                .filter(each -> each.group().equals(group));
    }

    private String requireGroup(AwsRequest request) {
        String given = request.json().path("ModelPackageGroupName").asText();
        String name = given.substring(given.lastIndexOf('/') + 1);
        if (groups.find(request.region(), name).isEmpty()) {
            throw AwsError.validation("ModelPackageGroup "
                    + SageMakerContext.arn(request, "model-package-group/" + name) + " does not exist.");
        }
        return name;
    }

    private ModelPackage require(AwsRequest request, String arn) {
        return find(request.region(), arn)
                .orElseThrow(() -> AwsError.validation("ModelPackage " + arn + " does not exist."));
    }

    Optional<ModelPackage> find(String region, String arn) {
        return packages.find(region, arn);
    }
}
