package io.jenkins.plugins.codecraft.acceptance;

import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;

/** Scripts of Pipeline jobs, and of the administrator. */
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

    /** Credentials in a folder's own store, with the keys of the embedded AWS. */
    static String folderCredentials(String folder, String id) {
        return """
                import com.cloudbees.hudson.plugins.folder.properties.FolderCredentialsProvider.FolderCredentialsProperty
                import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl
                import com.cloudbees.plugins.credentials.CredentialsScope
                import com.cloudbees.plugins.credentials.domains.Domain
                import jenkins.model.Jenkins

                def folder = Jenkins.get().getItem('%s')
                def property = folder.properties.get(FolderCredentialsProperty)
                if (property == null) {
                    property = new FolderCredentialsProperty([])
                    folder.addProperty(property)
                }
                property.store.addCredentials(Domain.global(),
                    new AWSCredentialsImpl(CredentialsScope.GLOBAL, '%s', '%s', '%s', ''))
                """.formatted(folder, id, EmbeddedAws.ACCESS_KEY_ID, EmbeddedAws.SECRET_ACCESS_KEY);
    }

    /** A Multibranch Pipeline with the job of one branch, which is not looked for anywhere. */
    static String branchJob(String folder, String project, String branch) {
        return """
                import com.cloudbees.hudson.plugins.folder.AbstractFolder
                import hudson.scm.NullSCM
                import jenkins.branch.Branch
                import jenkins.model.Jenkins
                import jenkins.scm.api.SCMHead
                import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject

                def project = Jenkins.get().getItem('%s').createProject(WorkflowMultiBranchProject, '%s')
                def job = project.projectFactory.newInstance(
                    new Branch('none', new SCMHead('%s'), new NullSCM(), []))
                def items = AbstractFolder.getDeclaredField('items')
                items.accessible = true
                items.get(project).put(job.name, job)
                job.save()
                """.formatted(folder, project, branch);
    }

    /** Credentials that are not for AWS. */
    static final String OTHER_CREDENTIALS = """
            import com.cloudbees.plugins.credentials.CredentialsScope
            import com.cloudbees.plugins.credentials.SystemCredentialsProvider
            import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl

            def store = SystemCredentialsProvider.getInstance()
            store.credentials.add(
                new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, 'user-and-password', '', 'user', 'password'))
            store.save()
            """;

    /**
     * Makes a user who may see all items and change none, gives everything to the administrator, and prints the user's
     * API token. Needs no plugin for rights.
     */
    static String reader(String name) {
        return """
                import hudson.model.Item
                import hudson.model.User
                import jenkins.model.Jenkins
                import jenkins.security.ApiTokenProperty

                class Rights extends hudson.security.AuthorizationStrategy {
                    hudson.security.ACL getRootACL() {
                        return hudson.security.ACL.lambda2 { who, permission ->
                            who.name == 'admin' || who.name == 'SYSTEM' || permission in [Jenkins.READ, Item.READ, Item.DISCOVER]
                        }
                    }
                    Collection<String> getGroups() { [] }
                }
                def jenkins = Jenkins.get()
                jenkins.securityRealm.createAccount('%s', '%s')
                jenkins.authorizationStrategy = new Rights()
                def user = User.getById('%s', true)
                def tokens = user.getProperty(ApiTokenProperty)
                if (tokens == null) {
                    tokens = new ApiTokenProperty()
                    user.addProperty(tokens)
                }
                print tokens.generateNewToken('acceptance').plainValue
                """.formatted(name, name, name);
    }
}
