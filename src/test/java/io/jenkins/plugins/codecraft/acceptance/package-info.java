/**
 * The plugin in a Jenkins, as a black box: whatever Jenkins the command {@code -Djenkins.start} starts is given a fresh
 * home with the plugins of {@code -Djenkins.plugins} and the packed .hpi, and is driven over HTTP. AWS is the embedded one,
 * in the JVM of the test.
 *
 * <pre>{@code
 * mvn verify -Pacceptance -Djenkins.start="java -jar jenkins.war --httpPort={port}" -Djenkins.plugins=DIR
 * }</pre>
 *
 * The command runs in a shell; {@code {port}} and {@code {home}} are replaced, and {@code JENKINS_HOME} is in its environment.
 * {@code -Dacceptance.storm=true} adds the test that kills Jenkins ten times under fifty builds, which takes a while.
 */
package io.jenkins.plugins.codecraft.acceptance;
