/**
 * Machine-learning delivery on AWS as Jenkins Pipeline steps.
 *
 * <p>Feature first: {@code train}, {@code deploy}, {@code invoke} and {@code report} are the features, {@code jenkins}
 * binds them to Jenkins, and {@code operation}, {@code storage}, {@code logs} and {@code aws} know nothing of Jenkins.
 */
package io.jenkins.plugins.codecraft;
