package io.jenkins.plugins.codecraft.embedded;

/** The services of one AWS, for those that call another one. Complete only once that AWS has started. */
public interface ServiceDirectory {
    /**
     * The service that is a {@code type}, a class or an interface.
     *
     * @throws IllegalArgumentException if there is none
     */
    <S> S get(Class<S> type);
}
