package io.jenkins.plugins.codecraft.embedded;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The principals, their policies, and the roles that this AWS knows. Safe for threads. */
public final class Iam {
    private final String account;
    private final Map<String, AccessKey> keys = new ConcurrentHashMap<>();
    private final Map<String, Role> roles = new ConcurrentHashMap<>();
    private final Map<String, List<IamPolicy>> policies = new ConcurrentHashMap<>();
    private final Map<String, Set<Permission>> refusals = new ConcurrentHashMap<>();

    Iam(String account) {
        this.account = account;
    }

    /** The account whose principals these are. */
    public String account() {
        return account;
    }

    /**
     * A key pair.
     *
     * @param token the session token that must come along, of temporary credentials
     * @param expires when temporary credentials end
     */
    public record AccessKey(Caller caller, String secret, Optional<String> token, Optional<Instant> expires) {
        @Override
        public String toString() {
            return "AccessKey[" + caller.accessKeyId() + ", " + caller.arn() + "]";
        }
    }

    /** Adds a long-term key of an IAM user of this account. */
    public AccessKey user(String name, String accessKeyId, String secret) {
        String userId = "AIDA" + Tokens.id("user/" + account + "/" + name, 17);
        Caller caller = new Caller(account, "arn:aws:iam::" + account + ":user/" + name, userId, accessKeyId);
        return add(new AccessKey(caller, secret, Optional.empty(), Optional.empty()));
    }

    AccessKey add(AccessKey key) {
        keys.put(key.caller().accessKeyId(), key);
        return key;
    }

    /** From now on a principal may do what these policies allow, and nothing else; one without any may do everything. */
    public void attach(AccessKey key, IamPolicy... all) {
        policies.put(key.caller().arn(), List.of(all));
    }

    /** Whether there are policies of a principal to ask. */
    boolean isLimited(Caller caller) {
        return policies.containsKey(caller.arn());
    }

    /** Whether the policies of a principal allow something. */
    public boolean permits(Caller caller, Permission permission) {
        List<IamPolicy> all = policies.get(caller.arn());
        if (all == null) {
            return true;
        }
        boolean denied = all.stream().anyMatch(policy -> policy.denies(permission));
        // each is asked, since each remembers what it is needed for
        List<IamPolicy> allowing =
                all.stream().filter(policy -> policy.allows(permission)).toList();
        boolean permitted = !denied && !allowing.isEmpty();
        if (!permitted) {
            refusals.computeIfAbsent(caller.arn(), any -> ConcurrentHashMap.newKeySet())
                    .add(permission);
        }
        return permitted;
    }

    /** What the policies of a principal did not allow although it was needed. */
    public Set<Permission> refused(AccessKey key) {
        return Set.copyOf(refusals.getOrDefault(key.caller().arn(), Set.of()));
    }

    public Optional<AccessKey> key(String accessKeyId) {
        return Optional.ofNullable(keys.get(accessKeyId));
    }

    /** What nobody may learn: secret keys and session tokens of all there ever were. */
    public Stream<String> secrets() {
        return keys.values().stream().flatMap(key -> Stream.concat(Stream.of(key.secret()), key.token().stream()));
    }

    /** Makes temporary credentials. */
    public AccessKey session(String arn, String userId, Instant expires) {
        Caller caller = new Caller(account, arn, userId, "ASIA" + Tokens.random(16));
        return add(new AccessKey(
                caller, Tokens.random(40), Optional.of("embedded/" + Tokens.random(120)), Optional.of(expires)));
    }

    /** Ends temporary credentials now. */
    public void expire(String accessKeyId) {
        keys.computeIfPresent(
                accessKeyId,
                (id, key) -> new AccessKey(key.caller(), key.secret(), key.token(), Optional.of(Instant.EPOCH)));
    }

    /**
     * Adds a role of this account, or replaces it.
     *
     * @param trusted service principals, ARNs, account ids or {@code *}
     */
    public Role role(String name, String... trusted) {
        return role(new Role(account, "/", name, Set.of(trusted), Optional.empty(), Duration.ofHours(1)));
    }

    public Role role(Role role) {
        roles.put(role.arn(), role);
        return role;
    }

    public void removeRole(String arn) {
        roles.remove(arn);
    }

    public Optional<Role> findRole(String arn) {
        return Optional.ofNullable(roles.get(arn));
    }

    /** Whether a service may act as a role: the role exists and trusts it. */
    public boolean assumable(String roleArn, String servicePrincipal) {
        return findRole(roleArn).filter(role -> role.trusts(servicePrincipal)).isPresent();
    }
}
