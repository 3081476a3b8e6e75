package io.jenkins.plugins.codecraft.acceptance;

/** Scripts of Pipeline jobs. */
final class Scripts {
    /** An image of one's own; the test says what its training does. */
    static final String SCRIPTED_IMAGE = "123456789012.dkr.ecr.us-east-1.amazonaws.com/scripted:1";

    private Scripts() {}

    /** A training that needs no workspace, and a line on the console of what it returned. */
    static String training(String name) {
        return """
                def model = codecraftTrain(
                  name: '%s', role: env.SAGEMAKER_ROLE, bucket: env.CODECRAFT_BUCKET,
                  image: '%s', instanceType: 'ml.m5.large')
                echo "trained: ${model.status}"
                """.formatted(name, SCRIPTED_IMAGE);
    }

    static String withCredentials(String script) {
        return "withCredentials([aws(credentialsId: '%s')]) {%n%s}%n".formatted(Configuration.CREDENTIALS, script);
    }

    /**
     * The example as a scripted Pipeline that brings its own credentials.
     *
     * @param node the step that allocates an agent, such as {@code node('linux')}
     */
    static String irisWithCredentials(String node) {
        return """
                %s {
                  withCredentials([aws(credentialsId: '%s')]) {
                    def model
                    stage('Train') {
                      model = codecraftTrain(
                        name: 'iris-scripted', role: env.SAGEMAKER_ROLE, bucket: env.CODECRAFT_BUCKET,
                        image: '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.2-1-cpu-py3',
                        source: 'train', entryPoint: 'train.py',
                        channels: [channel(name: 'train', source: 'data/train/'),
                                   channel(name: 'validation', source: 'data/validation/')],
                        hyperparameters: [learning_rate: 0.1, epochs: 200],
                        instanceType: 'ml.m5.large', maxRuntime: '1h', download: 'model',
                        metrics: [metric(name: 'validation:accuracy', regex: 'accuracy=([0-9.]+)', min: 0.9)])
                      echo "accuracy ${model.metrics['validation:accuracy']}"
                    }
                    stage('Deploy') {
                      codecraftDeploy sagemakerEndpoint(name: 'iris-scripted', model: model, instanceType: 'ml.m5.large')
                    }
                    stage('Try it') {
                      def answer = codecraftInvoke sagemakerEndpoint(
                        name: 'iris-scripted', payloadFile: 'sample.csv', contentType: 'text/csv', outputFile: 'answer.txt')
                      echo "predicted ${answer.body}"
                    }
                  }
                }
                """.formatted(node, Configuration.CREDENTIALS);
    }
}
