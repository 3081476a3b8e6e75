package io.jenkins.plugins.codecraft.jenkins;

import com.cloudbees.jenkins.plugins.awscredentials.AmazonWebServicesCredentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.model.queue.Tasks;
import hudson.security.ACL;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Who wants to reach AWS, which decides on the credentials that may be used. */
sealed interface Requester {

    /** AWS credentials of Jenkins by their id, if there are such and the requester may use them. */
    Optional<AwsCredentialsProvider> find(String id);

    /** Notes that credentials are used. */
    AwsCredentialsProvider using(AmazonWebServicesCredentials credentials);

    /** Names the requester in CloudTrail: 2 to 64 of the characters that STS takes. */
    String sessionName();

    /** A build, with the rights that it runs with. */
    record Build(Run<?, ?> run) implements Requester {
        @Override
        public Optional<AwsCredentialsProvider> find(String id) {
            return Optional.ofNullable(CredentialsProvider.findCredentialById(
                            id, AmazonWebServicesCredentials.class, run, List.of()))
                    .map(this::using);
        }

        @Override
        public AwsCredentialsProvider using(AmazonWebServicesCredentials credentials) {
            return CredentialsProvider.track(run, credentials);
        }

        @Override
        public String sessionName() {
            return shortened(run.getParent().getFullName(), "-" + run.getNumber());
        }
    }

    /** A form in which somebody tries a connection, with the rights that builds of the job run with. */
    record Form(@CheckForNull Item item) implements Requester {
        @Override
        public Optional<AwsCredentialsProvider> find(String id) {
            return usable().filter(credentials -> credentials.getId().equals(id))
                    .findFirst()
                    .map(AwsCredentialsProvider.class::cast);
        }

        private Stream<AmazonWebServicesCredentials> usable() {
            return item == null
                    ? CredentialsProvider.lookupCredentialsInItemGroup(
                            AmazonWebServicesCredentials.class, Jenkins.get(), ACL.SYSTEM2, List.of())
                            .stream()
                    : authentications(item).stream()
                            .flatMap(who -> CredentialsProvider.lookupCredentialsInItem(
                                    AmazonWebServicesCredentials.class, item, who, List.of())
                                    .stream());
        }

        @Override
        public AwsCredentialsProvider using(AmazonWebServicesCredentials credentials) {
            return credentials;
        }

        @Override
        public String sessionName() {
            return shortened(item == null ? "jenkins" : item.getFullName(), "-test");
        }
    }

    /**
     * As whom builds of the item find credentials, in this order: as whom they run and, if that one may use the item's,
     * as Jenkins itself.
     */
    static List<Authentication> authentications(Item item) {
        Authentication runs = item instanceof Queue.Task task ? Tasks.getAuthenticationOf2(task) : ACL.SYSTEM2;
        boolean alsoItems = runs != ACL.SYSTEM2 && item.getACL().hasPermission2(runs, CredentialsProvider.USE_ITEM);
        return alsoItems ? List.of(runs, ACL.SYSTEM2) : Collections.singletonList(runs);
    }

    private static String shortened(String name, String end) {
        String clean = name.replaceAll("[^\\w+=,.@-]", "-");
        int room = 64 - end.length();
        return (clean.length() <= room ? clean : clean.substring(clean.length() - room)) + end;
    }
}
