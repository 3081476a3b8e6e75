package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The environment variables and arguments of a user's training script, as SageMaker's training toolkit documents them.
 *
 * @param hyperParameters decoded from JSON
 */
record TrainingVariables(TrainingFolder folder, String region, Map<String, JsonNode> hyperParameters) {
    private static final String RESERVED = "sagemaker_";
    private static final Set<String> TOOLKIT = Set.of(
            "sagemaker_program",
            "sagemaker_submit_directory",
            "sagemaker_enable_cloudwatch_metrics",
            "sagemaker_region",
            "sagemaker_container_log_level",
            "sagemaker_job_name",
            "default_user_module_name",
            "_tuning_objective_metric",
            "sagemaker_s3_output");

    static TrainingVariables of(TrainingFolder folder) {
        Map<String, JsonNode> hyperParameters = new TreeMap<>();
        folder.job()
                .request()
                .path("HyperParameters")
                .properties()
                .forEach(entry -> hyperParameters.put(
                        entry.getKey(), PythonText.loads(entry.getValue().asText())));
        return new TrainingVariables(folder, folder.job().region(), hyperParameters);
    }

    /** A hyperparameter of the toolkit, e.g. {@code sagemaker_program}; empty if it is missing. */
    String setting(String name) {
        JsonNode value = hyperParameters.get(name);
        return value == null ? "" : PythonText.str(value);
    }

    private boolean isUsers(String name) {
        return !TOOLKIT.contains(name) && !name.startsWith(RESERVED);
    }

    /** The user's hyperparameters as {@code --name value}, sorted by name. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        hyperParameters.forEach((name, value) -> {
            if (isUsers(name)) {
                arguments.add((name.length() > 1 ? "--" : "-") + name);
                arguments.add(PythonText.str(value));
            }
        });
        return arguments;
    }

    /** What every training container gets. */
    Map<String, String> container() {
        Map<String, String> variables = new TreeMap<>();
        folder.job()
                .request()
                .path("Environment")
                .properties()
                .forEach(entry -> variables.put(entry.getKey(), entry.getValue().asText()));
        variables.put("TRAINING_JOB_NAME", folder.job().name());
        variables.put("TRAINING_JOB_ARN", folder.job().arn());
        variables.put("AWS_REGION", region);
        variables.put("AWS_DEFAULT_REGION", region);
        variables.put("CURRENT_HOST", "algo-" + folder.host());
        variables.put("SAGEMAKER_BASE_DIR", folder.base().toString());
        variables.put("SAGEMAKER_REGION", region);
        return variables;
    }

    /** What the training toolkit adds for the user's script. */
    Map<String, String> script() {
        ObjectNode values = values();
        ObjectNode training = values.deepCopy();
        ObjectNode directories = training.putObject("channel_input_dirs");
        folder.channels()
                .forEach(name -> directories.put(name, folder.channel(name).toString()));
        training.set("hyperparameters", training.remove("hps"));
        training.put("job_name", folder.job().name())
                .put("is_master", folder.host() == 1)
                .put("is_hetero", false);
        values.set("training_env", training);
        values.set("user_args", AwsJson.tree(arguments()));
        Map<String, String> variables = container();
        values.properties().forEach(entry -> put(variables, entry.getKey(), entry.getValue()));
        folder.channels()
                .forEach(name -> put(
                        variables,
                        "channel_" + name,
                        AwsJson.tree(folder.channel(name).toString())));
        hyperParameters.forEach((name, value) -> {
            if (isUsers(name)) {
                put(variables, "hp_" + name, value);
            }
        });
        return variables;
    }

    private static void put(Map<String, String> variables, String name, JsonNode value) {
        String text = value.isTextual() ? value.textValue() : value.isNull() ? "" : PythonText.dumps(value);
        variables.put("SM_" + name.toUpperCase(Locale.ROOT), text);
    }

    private ObjectNode values() {
        ObjectNode values = AwsJson.object();
        paths(values);
        ObjectNode resources = folder.resourceConfig();
        values.set("hosts", resources.get("hosts"));
        values.set("current_instance_group_hosts", resources.get("hosts"));
        values.set("instance_groups", resources.get("instance_groups"));
        values.set("resource_config", resources);
        values.set("input_data_config", folder.inputDataConfig());
        values.set("channels", AwsJson.tree(folder.channels()));
        values.put("current_host", "algo-" + folder.host())
                .put("current_instance_type", folder.job().instanceType())
                .put("current_instance_group", "homogeneousCluster")
                .put("network_interface_name", "lo")
                .put("is_hetero", false)
                .put("num_cpus", Runtime.getRuntime().availableProcessors())
                .put("num_gpus", 0)
                .put("num_neurons", 0)
                .put("log_level", 20);
        ObjectNode hps = values.putObject("hps");
        ObjectNode framework = values.putObject("framework_params");
        hyperParameters.forEach((name, value) -> {
            if (!TOOLKIT.contains(name)) {
                (isUsers(name) ? hps : framework).set(name, value);
            }
        });
        return values;
    }

    private void paths(ObjectNode values) {
        String program = setting("sagemaker_program");
        values.put("model_dir", folder.model().toString())
                .put("input_dir", folder.input().toString())
                .put("input_config_dir", folder.input().resolve("config").toString())
                .put("output_dir", folder.output().toString())
                .put("output_data_dir", folder.output().resolve("data").toString())
                .put(
                        "output_intermediate_dir",
                        folder.output().resolve("intermediate").toString())
                .put("module_dir", setting("sagemaker_submit_directory"))
                .put("module_name", program.endsWith(".py") ? program.substring(0, program.length() - 3) : program)
                .put("user_entry_point", program)
                .putNull("framework_module");
    }
}
