package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.deploy.Difference;
import io.jenkins.plugins.codecraft.operation.Durations;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.Layer;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;

/**
 * The part of a function's configuration that a deployment declares; what the user left out has AWS' own default.
 *
 * @param timeout in seconds
 */
record Configured(
        String runtime,
        String handler,
        String role,
        String description,
        int memory,
        int timeout,
        int ephemeralStorage,
        Map<String, String> environment,
        List<String> layers,
        List<String> subnets,
        List<String> securityGroups) {

    static Configured wanted(FunctionSettings settings) {
        return new Configured(
                settings.runtime(),
                settings.handler(),
                settings.role(),
                settings.description(),
                settings.memory(),
                (int) Durations.parse(settings.timeout()).orElseThrow().toSeconds(),
                settings.ephemeralStorage(),
                settings.environment(),
                settings.layers(),
                sorted(settings.subnets()),
                sorted(settings.securityGroups()));
    }

    static Configured of(FunctionConfiguration now) {
        boolean network = now.vpcConfig() != null;
        return new Configured(
                text(now.runtimeAsString()),
                text(now.handler()),
                text(now.role()),
                text(now.description()),
                now.memorySize(),
                now.timeout(),
                now.ephemeralStorage() == null ? 512 : now.ephemeralStorage().size(),
                now.environment() == null
                        ? Map.of()
                        : new TreeMap<>(now.environment().variables()),
                now.layers().stream().map(Layer::arn).toList(),
                network ? sorted(now.vpcConfig().subnetIds()) : List.of(),
                network ? sorted(now.vpcConfig().securityGroupIds()) : List.of());
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    private static List<String> sorted(List<String> ids) {
        return ids.stream().sorted().toList();
    }

    /** The same but for the description, in which a published version says where it is from. */
    Configured described(String other) {
        return new Configured(
                runtime,
                handler,
                role,
                other,
                memory,
                timeout,
                ephemeralStorage,
                environment,
                layers,
                subnets,
                securityGroups);
    }

    /** Where this differs from what is wanted. Values of the environment may be secrets and are not told. */
    List<Difference> to(Configured wanted) {
        List<Difference> differences = new ArrayList<>(Difference.between(fields(), wanted.fields()));
        TreeSet<String> names = new TreeSet<>(environment.keySet());
        names.addAll(wanted.environment.keySet());
        for (String name : names) {
            String is = environment.get(name);
            String will = wanted.environment.get(name);
            if (will == null) {
                differences.add(new Difference("environment." + name, "set", ""));
            } else if (is == null) {
                differences.add(new Difference("environment." + name, "", "set"));
            } else if (!is.equals(will)) {
                differences.add(
                        new Difference("environment." + name, "set", Words.of(Configured.class, "anotherValue")));
            }
        }
        return differences;
    }

    private Map<String, String> fields() {
        Map<String, String> fields = new TreeMap<>();
        fields.put("runtime", runtime);
        fields.put("handler", handler);
        fields.put("role", role);
        fields.put("description", description);
        fields.put("memory", memory + " MB");
        fields.put("timeout", timeout + " s");
        fields.put("ephemeralStorage", ephemeralStorage + " MB");
        fields.put("layers", String.join(", ", layers));
        fields.put("subnets", String.join(", ", subnets));
        fields.put("securityGroups", String.join(", ", securityGroups));
        return fields;
    }

    /** Every field, so that what was left out goes back to the default. */
    void into(UpdateFunctionConfigurationRequest.Builder request, boolean image) {
        request.role(role).description(description).memorySize(memory).timeout(timeout);
        request.ephemeralStorage(storage -> storage.size(ephemeralStorage));
        request.environment(variables -> variables.variables(environment));
        request.vpcConfig(vpc -> vpc.subnetIds(subnets).securityGroupIds(securityGroups));
        if (!image) {
            request.runtime(runtime).handler(handler).layers(layers);
        }
    }
}
