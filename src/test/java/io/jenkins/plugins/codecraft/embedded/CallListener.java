package io.jenkins.plugins.codecraft.embedded;

/**
 * Watches the calls, for a crash harness: called on the thread of the call. An exception cuts the connection, so that the
 * client never sees an answer; thrown from {@link #beforeCall} there is no effect either.
 */
public interface CallListener {
    default void beforeCall(Journal.Call call) {}

    /** After the effect, before the answer; not called when the service answered an error. */
    default void afterEffect(Journal.Call call) {}
}
