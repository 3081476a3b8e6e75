/** Lambda of the embedded AWS: functions run as processes of this machine. */
package io.jenkins.plugins.codecraft.embedded.lambda;
