package io.jenkins.plugins.codecraft.jenkins;

import com.cloudbees.plugins.credentials.CredentialsParameterValue;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.ParametersAction;
import hudson.model.Run;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A credentials parameter of a build in place of an id. Which credentials whoever started the build may choose with it,
 * even their own, only the credentials plugin knows, and only if it is told the parameter, not its value.
 */
final class CredentialsParameter {
    private static final Pattern REFERENCE = Pattern.compile("\\$(?:\\{(\\w+)}|(\\w+))");

    private CredentialsParameter() {}

    /**
     * The id to look for.
     *
     * @param typed the id, or a variable, as somebody typed it
     * @param expanded the id with the variables' values
     */
    static String id(@CheckForNull String typed, String expanded, Run<?, ?> build) {
        Matcher reference = REFERENCE.matcher(Texts.orEmpty(typed));
        if (!reference.matches()) {
            return expanded;
        }
        String name = reference.group(1) == null ? reference.group(2) : reference.group(1);
        ParametersAction parameters = build.getAction(ParametersAction.class);
        boolean credentials = parameters != null && parameters.getParameter(name) instanceof CredentialsParameterValue;
        return credentials ? "${" + name + "}" : expanded;
    }
}
