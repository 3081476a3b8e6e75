package io.jenkins.plugins.codecraft.embedded.sagemaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sagemaker.model.Channel;
import software.amazon.awssdk.services.sagemaker.model.DescribeTrainingJobResponse;
import software.amazon.awssdk.services.sagemaker.model.OutputCompressionType;
import software.amazon.awssdk.services.sagemaker.model.S3DataDistribution;
import software.amazon.awssdk.services.sagemaker.model.S3DataType;
import software.amazon.awssdk.services.sagemaker.model.SecondaryStatus;
import software.amazon.awssdk.services.sagemaker.model.SecondaryStatusTransition;
import software.amazon.awssdk.services.sagemaker.model.TrainingInputMode;
import software.amazon.awssdk.services.sagemaker.model.TrainingInstanceType;
import software.amazon.awssdk.services.sagemaker.model.TrainingJobStatus;

/** Training jobs that run a script of their own. */
class TrainingJobTest {
    private static final String GROUP = "/aws/sagemaker/TrainingJobs";
    private static SageMakerLab lab;

    @TempDir
    private Path folder;

    @BeforeAll
    static void open() {
        lab = new SageMakerLab(1.0 / 600).withBucket();
    }

    @AfterAll
    static void close() {
        lab.close();
    }

    private static List<String> log(String job, int host) {
        return lab.aws().logs().streams("us-east-1", GROUP).stream()
                .filter(stream -> stream.startsWith(job + "/algo-" + host + "-"))
                .flatMap(stream -> lab.aws().logs().messages("us-east-1", GROUP, stream).stream())
                .toList();
    }

    private Path unpacked(String uri) throws IOException {
        S3Uri place = S3Uri.parse(uri);
        Path archive = folder.resolve("archive.tar.gz");
        lab.aws().objects().download(place.bucket(), place.key(), archive);
        Path target = Files.createDirectories(folder.resolve("unpacked"));
        Tarball.unpack(archive, target);
        return target;
    }

    @Test
    void a_script_gets_its_hyperparameters_as_arguments_and_variables() {
        Map<String, String> more =
                new HashMap<>(Map.of("rate", "1e-5", "name", "\"a b\"", "deep", "true", "n", "[1, 2]"));
        String code = "import os, sys; print(sys.argv[1:]); print([os.environ['SM_HP_' + n] for n in"
                + " ('RATE', 'NAME', 'DEEP', 'N')]); print(os.environ['SM_HPS']); print(os.environ['SM_USER_ARGS'])";
        lab.client().createTrainingJob(lab.scriptJob("arguments", code, job -> {
            more.putAll(job.build().hyperParameters());
            job.hyperParameters(more);
        }));

        assertThat(lab.awaitEnd("arguments").trainingJobStatus()).isEqualTo(TrainingJobStatus.COMPLETED);
        assertThat(log("arguments", 1))
                .contains(
                        "['--deep', 'True', '-n', '[1, 2]', '--name', 'a b', '--rate', '1e-05']",
                        "['1e-05', 'a b', 'true', '[1,2]']",
                        "{\"deep\":true,\"n\":[1,2],\"name\":\"a b\",\"rate\":1e-05}",
                        "[\"--deep\",\"True\",\"-n\",\"[1, 2]\",\"--name\",\"a b\",\"--rate\",\"1e-05\"]");
    }

    @Test
    void a_script_finds_its_environment() {
        String code =
                "import os, json; e = os.environ; print(e['TRAINING_JOB_NAME'], e['SM_CURRENT_HOST'], e['SM_HOSTS'],"
                        + " e['SM_NUM_GPUS'], e['SM_MODULE_NAME'], e['SM_USER_ENTRY_POINT'], e['MINE'], sep='|');"
                        + " print([os.path.isdir(e[d]) for d in ('SM_MODEL_DIR', 'SM_OUTPUT_DATA_DIR', 'SM_INPUT_CONFIG_DIR')]);"
                        + " print(json.loads(e['SM_TRAINING_ENV'])['job_name'], os.path.exists('main.py'))";
        lab.client().createTrainingJob(lab.scriptJob("variables", code, job -> job.environment(Map.of("MINE", "yes"))));

        lab.awaitEnd("variables");
        assertThat(log("variables", 1))
                .contains("variables|algo-1|[\"algo-1\"]|0|main|main.py|yes", "[True, True, True]", "variables True");
    }

    @Test
    void a_failing_script_fails_the_job_with_its_traceback() {
        lab.client()
                .createTrainingJob(
                        lab.scriptJob("broken", "print('a'); raise ValueError('no such column: x')", job -> {}));

        DescribeTrainingJobResponse job = lab.awaitEnd("broken");
        assertThat(job.trainingJobStatus()).isEqualTo(TrainingJobStatus.FAILED);
        assertThat(job.secondaryStatus()).isEqualTo(SecondaryStatus.FAILED);
        assertThat(job.failureReason())
                .startsWith("AlgorithmError: ExecuteUserScriptError:\nExitCode 1\nErrorMessage \"Traceback")
                .contains("ValueError: no such column: x\"\nCommand \"python3 main.py\"")
                .endsWith(", exit code: 1");
        assertThat(job.modelArtifacts()).isNull();
    }

    @Test
    void a_missing_source_archive_fails_the_job() {
        lab.client().createTrainingJob(lab.scriptJob("sourceless", "", job -> {
            Map<String, String> changed = new HashMap<>(job.build().hyperParameters());
            changed.put("sagemaker_submit_directory", "\"s3://lab/nowhere.tar.gz\"");
            job.hyperParameters(changed);
        }));

        assertThat(lab.awaitEnd("sourceless").failureReason()).contains("404").contains("s3://lab/nowhere.tar.gz");
    }

    @Test
    void a_stopped_script_gets_SIGTERM_and_its_model_is_kept() throws IOException {
        String code = """
                import os, signal, sys, time
                def end(*_):
                    open(os.path.join(os.environ['SM_MODEL_DIR'], 'half.txt'), 'w').write('half')
                    sys.exit(0)
                signal.signal(signal.SIGTERM, end)
                print('ready', flush=True)
                time.sleep(600)
                """;
        lab.client().createTrainingJob(lab.scriptJob("stopped", code, job -> {}));
        awaitLine("stopped", "ready");
        lab.client().stopTrainingJob(request -> request.trainingJobName("stopped"));

        DescribeTrainingJobResponse job = lab.awaitEnd("stopped");
        assertThat(job.trainingJobStatus()).isEqualTo(TrainingJobStatus.STOPPED);
        assertThat(job.secondaryStatusTransitions())
                .extracting(SecondaryStatusTransition::status)
                .endsWith(SecondaryStatus.TRAINING, SecondaryStatus.STOPPING, SecondaryStatus.STOPPED);
        assertThat(unpacked(job.modelArtifacts().s3ModelArtifacts()).resolve("half.txt"))
                .hasContent("half");
    }

    private static void awaitLine(String job, String line) {
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> log(job, 1).contains(line));
    }

    @Test
    void a_script_that_ignores_SIGTERM_is_killed_after_the_grace_period() {
        String code =
                "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready'); time.sleep(600)";
        lab.client().createTrainingJob(lab.scriptJob("stubborn", code, job -> {}));
        awaitLine("stubborn", "ready");
        lab.client().stopTrainingJob(request -> request.trainingJobName("stubborn"));

        DescribeTrainingJobResponse job = lab.awaitEnd("stubborn");
        assertThat(job.trainingJobStatus()).isEqualTo(TrainingJobStatus.STOPPED);
        SecondaryStatusTransition stopping = job.secondaryStatusTransitions().get(3);
        assertThat(stopping.status()).isEqualTo(SecondaryStatus.STOPPING);
        assertThat(lab.aws().clock().aws(Duration.between(stopping.startTime(), stopping.endTime())))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(120));
    }

    @Test
    void a_script_that_runs_too_long_is_stopped_for_it() {
        lab.client()
                .createTrainingJob(lab.scriptJob(
                        "slow",
                        "import time; time.sleep(600)",
                        job -> job.stoppingCondition(stopping -> stopping.maxRuntimeInSeconds(300))));

        DescribeTrainingJobResponse job = lab.awaitEnd("slow");
        assertThat(job.trainingJobStatus()).isEqualTo(TrainingJobStatus.STOPPED);
        assertThat(job.secondaryStatus()).isEqualTo(SecondaryStatus.MAX_RUNTIME_EXCEEDED);
    }

    @Test
    void several_instances_share_the_data_and_give_one_model() throws IOException {
        lab.put("sharded/a/1.txt", "1");
        lab.put("sharded/a/2.txt", "2");
        String code = """
                import os
                host, data = os.environ['SM_CURRENT_HOST'], os.environ['SM_CHANNEL_DATA']
                print(sorted(os.path.join(os.path.relpath(d, data), f) for d, _, fs in os.walk(data) for f in fs))
                open(os.path.join(os.environ['SM_MODEL_DIR'], host), 'w').write(host)
                """;
        Channel channel = Channel.builder()
                .channelName("data")
                .dataSource(source -> source.s3DataSource(data -> data.s3DataType(S3DataType.S3_PREFIX)
                        .s3Uri("s3://lab/sharded")
                        .s3DataDistributionType(S3DataDistribution.SHARDED_BY_S3_KEY)))
                .build();
        lab.client().createTrainingJob(lab.scriptJob("two", code, job -> job.inputDataConfig(channel)
                .resourceConfig(resources -> resources
                        .instanceType(TrainingInstanceType.ML_M5_LARGE)
                        .instanceCount(2)
                        .volumeSizeInGB(1))));

        DescribeTrainingJobResponse job = lab.awaitEnd("two");
        assertThat(job.failureReason()).isNull();
        assertThat(log("two", 1)).contains("['a/1.txt']");
        assertThat(log("two", 2)).contains("['a/2.txt']");
        assertThat(unpacked(job.modelArtifacts().s3ModelArtifacts())).isDirectoryContaining("glob:**/algo-[12]");
    }

    @Test
    void a_manifest_names_the_objects_of_a_channel() {
        lab.put("picked/x.csv", "x");
        lab.put("picked/y.csv", "y");
        lab.put("manifest", "[{\"prefix\": \"s3://lab/picked/\"}, \"y.csv\"]");
        Channel channel = Channel.builder()
                .channelName("data")
                .dataSource(source -> source.s3DataSource(
                        data -> data.s3DataType(S3DataType.MANIFEST_FILE).s3Uri("s3://lab/manifest")))
                .build();
        lab.client()
                .createTrainingJob(lab.scriptJob(
                        "manifest",
                        "import os; print(os.listdir(os.environ['SM_CHANNEL_DATA']))",
                        job -> job.inputDataConfig(channel)));

        lab.awaitEnd("manifest");
        assertThat(log("manifest", 1)).contains("['y.csv']");
    }

    @Test
    void output_data_and_uncompressed_models_go_to_their_places() {
        String code = "import os; open(os.path.join(os.environ['SM_MODEL_DIR'], 'm'), 'w').write('m');"
                + " open(os.path.join(os.environ['SM_OUTPUT_DATA_DIR'], 'd'), 'w').write('d')";
        lab.client()
                .createTrainingJob(lab.scriptJob(
                        "plain",
                        code,
                        job -> job.outputDataConfig(output ->
                                output.s3OutputPath("s3://lab/out/").compressionType(OutputCompressionType.NONE))));
        lab.client().createTrainingJob(lab.scriptJob("packed", code, job -> {}));

        assertThat(lab.awaitEnd("plain").modelArtifacts().s3ModelArtifacts())
                .isEqualTo("s3://lab/out/plain/output/model/");
        assertThat(lab.aws().objects().exists("lab", "out/plain/output/model/m"))
                .isTrue();
        lab.awaitEnd("packed");
        assertThat(lab.aws().objects().exists("lab", "out/packed/output/output.tar.gz"))
                .isTrue();
    }

    @Test
    void an_own_image_trains_by_its_command_and_tells_why_it_failed() {
        String program =
                "import os, sys; base = os.environ['SAGEMAKER_BASE_DIR']; print(sys.argv[1:], os.listdir(base + '/input/config'));"
                        + " open(base + '/output/failure', 'w').write('disk full'); sys.exit(3)";
        lab.sageMaker().images().command("own:1", List.of("python3", "-c", program));
        lab.client()
                .createTrainingJob(SageMakerLab.job(
                        "own",
                        job -> job.algorithmSpecification(algorithm ->
                                algorithm.trainingImage("own:1").trainingInputMode(TrainingInputMode.FILE))));

        assertThat(lab.awaitEnd("own").failureReason()).isEqualTo("AlgorithmError: disk full, exit code: 3");
        assertThat(log("own", 1))
                .anyMatch(line -> line.startsWith("['train']") && line.contains("hyperparameters.json"));
    }

    @Test
    void what_a_script_started_ends_with_it() {
        String code =
                "import subprocess, sys; print(subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']).pid)";
        lab.client().createTrainingJob(lab.scriptJob("children", code, job -> {}));
        lab.awaitEnd("children");

        long child = log("children", 1).stream()
                .filter(line -> line.matches("\\d+"))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
        assertThat(isRunning(child)).isFalse();
    }

    /** Whether a process runs; one that has ended and waits to be reaped does not. */
    private static boolean isRunning(long pid) {
        try {
            return !Files.readString(Path.of("/proc/" + pid + "/stat")).matches("(?s).*\\) Z .*");
        } catch (IOException gone) {
            return false;
        }
    }
}
