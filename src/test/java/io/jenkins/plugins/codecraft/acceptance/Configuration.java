package io.jenkins.plugins.codecraft.acceptance;

import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import io.jenkins.plugins.codecraft.embedded.Role;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an administrator sets up for the builds: credentials in the store, the plugin's defaults, and the environment of
 * all builds. By Configuration as Code where that plugin is given, by a script otherwise.
 */
record Configuration(EmbeddedAws aws, int executors) {
    static final String CREDENTIALS = "aws-acceptance";
    static final String REGION = "us-east-1";
    static final String BUCKET = "codecraft-acceptance";
    static final String ROLE = "SageMakerRole";
    /** A role that builds may assume who know the external id. */
    static final String DEPLOYER = "deployer";

    static final String EXTERNAL_ID = "jenkins-1234";

    String role() {
        return "arn:aws:iam::" + aws.account() + ":role/" + ROLE;
    }

    String deployer() {
        return "arn:aws:iam::" + aws.account() + ":role/" + DEPLOYER;
    }

    /** What is there in AWS before any build. */
    void prepareAws() {
        aws.objects().createBucket(BUCKET);
        aws.iam()
                .role(new Role(
                        aws.account(), "/", DEPLOYER, Set.of("*"), Optional.of(EXTERNAL_ID), Duration.ofHours(1)));
    }

    /** The environment of all builds; nothing in it is secret. */
    private Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("AWS_ENDPOINT_URL", aws.endpoint().toString());
        variables.put("AWS_REGION", REGION);
        variables.put("SAGEMAKER_ROLE", role());
        variables.put("LAMBDA_ROLE", role());
        variables.put("SFN_ROLE", role());
        variables.put("CODECRAFT_BUCKET", BUCKET);
        return variables;
    }

    String asCode() {
        StringBuilder yaml = new StringBuilder("""
                jenkins:
                  numExecutors: %d
                  globalNodeProperties:
                    - envVars:
                        env:
                """.formatted(executors));
        environment()
                .forEach((name, value) ->
                        yaml.append("          - key: \"%s\"%n            value: \"%s\"%n".formatted(name, value)));
        yaml.append("""
                credentials:
                  system:
                    domainCredentials:
                      - credentials:
                          - aws:
                              scope: GLOBAL
                              id: "%s"
                              accessKey: "%s"
                              secretKey: "%s"
                unclassified:
                  codecraft:
                    region: "%s"
                    credentialsId: "%s"
                    allowedEndpoints: "%s"
                """.formatted(
                        CREDENTIALS,
                        EmbeddedAws.ACCESS_KEY_ID,
                        EmbeddedAws.SECRET_ACCESS_KEY,
                        REGION,
                        CREDENTIALS,
                        aws.endpoint()));
        return yaml.toString();
    }

    String asScript() {
        StringBuilder variables = new StringBuilder();
        environment().forEach((name, value) -> variables.append("new Entry('%s', '%s'), ".formatted(name, value)));
        return """
                import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl
                import com.cloudbees.plugins.credentials.CredentialsScope
                import com.cloudbees.plugins.credentials.SystemCredentialsProvider
                import hudson.ExtensionList
                import hudson.slaves.EnvironmentVariablesNodeProperty
                import hudson.slaves.EnvironmentVariablesNodeProperty.Entry
                import jenkins.model.GlobalConfiguration
                import jenkins.model.Jenkins

                def jenkins = Jenkins.get()
                jenkins.numExecutors = %d
                jenkins.globalNodeProperties.add(new EnvironmentVariablesNodeProperty([%s]))
                jenkins.save()
                def store = SystemCredentialsProvider.getInstance()
                store.credentials.add(new AWSCredentialsImpl(CredentialsScope.GLOBAL, '%s', '%s', '%s', ''))
                store.save()
                def codecraft = GlobalConfiguration.all().find { it.class.simpleName == 'CodeCraftConfiguration' }
                codecraft.region = '%s'
                codecraft.credentialsId = '%s'
                codecraft.allowedEndpoints = '%s'
                """.formatted(
                        executors,
                        variables,
                        CREDENTIALS,
                        EmbeddedAws.ACCESS_KEY_ID,
                        EmbeddedAws.SECRET_ACCESS_KEY,
                        REGION,
                        CREDENTIALS,
                        aws.endpoint());
    }
}
