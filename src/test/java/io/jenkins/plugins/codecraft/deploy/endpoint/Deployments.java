package io.jenkins.plugins.codecraft.deploy.endpoint;

import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.deploy.CheckSettings;
import io.jenkins.plugins.codecraft.deploy.DeployOptions;
import io.jenkins.plugins.codecraft.deploy.rollout.RolloutSettings;
import io.jenkins.plugins.codecraft.operation.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Deployments of SageMaker endpoints for tests: right in every parameter until a test changes one. */
public final class Deployments {
    String name = "iris";
    String model = "s3://codecraft-test/output/iris/output/model.tar.gz";
    String modelPackage = "";
    String group = "";
    String image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/synthetic:1";
    String role = "arn:aws:iam::123456789012:role/SageMakerRole";
    String entryPoint = "";
    String sourceUri = "";
    String instanceType = "ml.m5.large";
    int instanceCount = 1;
    ServerlessSettings serverless;
    AsyncSettings async;
    CaptureSettings capture;
    String kmsKey = "";
    VpcSettings vpc;
    ScalingSettings scaling;
    RolloutSettings rollout = RolloutSettings.allAtOnce();
    boolean plan;
    boolean adopt;
    int keep = 3;
    CheckSettings check;
    final List<VariantSettings> more = new ArrayList<>();
    final Map<String, String> environment = new LinkedHashMap<>();
    final Map<String, String> tags = new LinkedHashMap<>();

    public Deployments named(String other) {
        name = other;
        return this;
    }

    /** @param uri of the model's archive; another one makes another model and configuration */
    public Deployments model(String uri) {
        model = uri;
        return this;
    }

    /** Serves the newest approved package of a group. */
    public Deployments newestOf(String modelPackageGroup) {
        model = "";
        image = "";
        group = modelPackageGroup;
        return this;
    }

    /** @param arn of a model package */
    public Deployments packaged(String arn) {
        model = "";
        image = "";
        modelPackage = arn;
        return this;
    }

    public Deployments image(String other) {
        image = other;
        return this;
    }

    public Deployments instances(String type, int count) {
        instanceType = type;
        instanceCount = count;
        return this;
    }

    /** A second variant with the same instances and another model. */
    public Deployments and(String variant, String uri, double weight) {
        more.add(new VariantSettings(variant, modelOf(uri), instanceType, instanceCount, weight));
        return this;
    }

    public Deployments rollout(RolloutSettings.Kind kind, int percent, String pause, String... alarms) {
        rollout = new RolloutSettings(kind, percent, pause, List.of(alarms));
        return this;
    }

    public Deployments planned() {
        plan = true;
        return this;
    }

    public Deployments adopting() {
        adopt = true;
        return this;
    }

    public Deployments keeping(int older) {
        keep = older;
        return this;
    }

    public Deployments tag(String key, String value) {
        tags.put(key, value);
        return this;
    }

    public Deployments expecting(String payload, String expect) {
        check = new CheckSettings(payload, "", "text/csv", expect, "", "", "");
        return this;
    }

    /** @param path a file of the workspace */
    public Deployments sending(String path) {
        check = new CheckSettings(null, path, "text/csv", "", "", "", "");
        return this;
    }

    public Deployments within(String maxLatency) {
        check = new CheckSettings("1", "", "text/csv", "", maxLatency, "", "");
        return this;
    }

    public Deployments scaled(int min, int max) {
        scaling = new ScalingSettings(min, max, 100, 300, 300);
        return this;
    }

    public Deployments serverless() {
        serverless = new ServerlessSettings(2048, 5, 0);
        return this;
    }

    public Deployments async(String output) {
        async = new AsyncSettings(output, "", "", "", 0, "");
        return this;
    }

    /** The volumes of its instances. */
    public Deployments encryptedWith(String key) {
        kmsKey = key;
        return this;
    }

    public Deployments capturing(String output) {
        capture = new CaptureSettings(output, 50, CaptureSettings.BOTH, "");
        return this;
    }

    EndpointSettings settings() {
        List<VariantSettings> variants = new ArrayList<>();
        variants.add(new VariantSettings("AllTraffic", modelOf(model), instanceType, instanceCount, 1));
        variants.addAll(more);
        return new EndpointSettings(
                name,
                variants,
                role,
                serverless,
                async,
                capture,
                kmsKey,
                vpc,
                scaling,
                rollout,
                new DeployOptions(plan, adopt, keep, tags, check));
    }

    private ModelSettings modelOf(String uri) {
        return new ModelSettings(uri, modelPackage, group, image, entryPoint, sourceUri, environment);
    }

    /** The deployment at its beginning. */
    public Operation operation(BuildOrigin origin) {
        return new CheckEndpoint(settings(), origin);
    }

    /** What its endpoint configuration is called. */
    public String configName(BuildOrigin origin) {
        return new EndpointPlan(settings(), origin, "us-east-1").configName();
    }

    /** What its first model is called. */
    public String modelName(BuildOrigin origin) {
        return new EndpointPlan(settings(), origin, "us-east-1").models().get(0).name();
    }
}
