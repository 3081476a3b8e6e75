package io.jenkins.plugins.codecraft.jenkins;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** <i>Test connection</i>: who AWS says we are, and whether the bucket can be reached. Shows no secret. */
final class ConnectionTrial {
    private final Connection connection;

    private ConnectionTrial(Connection connection) {
        this.connection = connection;
    }

    /** @param item whose builds would connect, or null for all of Jenkins */
    static ConnectionTrial of(AwsAccess access, @CheckForNull Item item, AccessDefaults defaults) {
        return of(access, item, FolderSettings.around(item), defaults);
    }

    /** @param shown what the folder's form shows */
    static ConnectionTrial of(FolderSettings shown, @CheckForNull Item folder) {
        List<FolderSettings> settings = new ArrayList<>(List.of(shown));
        settings.addAll(FolderSettings.around(folder));
        return of(
                new AwsAccess(), folder, settings, CodeCraftConfiguration.get().accessDefaults());
    }

    private static ConnectionTrial of(
            AwsAccess access, @CheckForNull Item item, List<FolderSettings> folders, AccessDefaults defaults) {
        return new ConnectionTrial(new Connection(access, new Requester.Form(item), new EnvVars(), folders, defaults));
    }

    /** @param bucket an S3 bucket to ask for, or null */
    FormValidation answer(@CheckForNull String bucket) {
        try {
            AwsSession session = Engine.get().sessions().renew(connection.request());
            String who = Words.of(
                    "Connection.identity",
                    session.callerArn(),
                    session.scope().account(),
                    session.scope().region());
            return bucket == null ? FormValidation.ok(who) : withBucket(session, bucket, who);
        } catch (OperationFailure failure) {
            return FormValidation.error(failure.getMessage());
        } catch (SdkException error) {
            return FormValidation.error(Words.of("Connection.refused", AwsErrors.describe(error)));
        }
    }

    private static FormValidation withBucket(AwsSession session, String bucket, String who) {
        try {
            session.s3().headBucket(request -> request.bucket(bucket));
            return FormValidation.ok(who + " " + Words.of("Connection.bucket", bucket));
        } catch (S3Exception error) {
            return FormValidation.warning(who + " " + Words.of("Connection.noBucket", bucket, error.statusCode()));
        }
    }
}
