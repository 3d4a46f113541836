#include "cli/command_line_parts.h"
#include "device/settings/device_settings.h"

namespace focus::cli {
namespace {

void add_optics(CLI::App* command, Optics& optics, bool required) {
    CLI::Option* ratio = command->add_option("--focal-ratio", optics.focal_ratio, "focal length / aperture");
    ratio->type_name("RATIO")->check(decimal("a focal ratio", "", 1, 50))->required(required);
    const auto more = [&](const std::string& name, auto& value, const std::string& type, const std::string& text,
                          const CLI::Validator& check) {
        return command->add_option(name, value, text)->type_name(type)->check(check)->needs(ratio);
    };
    CLI::Option* aperture = more("--aperture", optics.aperture, "MM", "with --seeing: what the air blurs counts too",
                                 decimal("an aperture", "mm", 10, 10000));
    CLI::Option* seeing =
        more("--seeing", optics.seeing, "ARCSEC", "full width at half maximum", decimal("a seeing", "arcsec", 0.1, 20));
    aperture->needs(seeing);
    seeing->needs(aperture);
    more("--tolerance", optics.tolerance, "PERCENT", "how much larger a star may get; 10",
         decimal("a tolerance", "percent", 1, 100));
    more("--wavelength", optics.wavelength, "UM", "of the light; 0.55", decimal("a wavelength", "um", 0.3, 2));
    more("--step-size", optics.step_size, "UM", "left out: as the focuser has it, if one is there",
         decimal("a step size", "um", 0.01, 100));
}

void add_point_commands(CLI::App& calc, CommandLine& line) {
    const int32_t most = 1000000;
    CLI::App* import = add_command(calc, line, "import", "focus runs of other programs, from files and folders");
    import
        ->add_option("--temperature-column", line.calc.import.temperature_column,
                     "of a CSV file with several that could be meant: its name")
        ->type_name("NAME");
    import->add_option("--position-column", line.calc.import.position_column, "the same for the position")
        ->type_name("NAME");
    import->add_option("path", line.arguments, "N.I.N.A. reports, Ekos .analyze, ASIAIR logs, CSV, our own logs")
        ->required();

    CLI::App* add = add_command(calc, line, "add", "one point: T and P, or what the focuser says now");
    add->add_option("T P", line.arguments, "temperature in C with a dot, position in steps")->expected(0, 2);
    add->add_option("--filter", line.calc.filter, "its name")->type_name("NAME");
    add->add_option("--session", line.calc.session, "its night, or any name; points of a session share an offset")
        ->type_name("NAME");
    add->add_option("--telescope", line.calc.telescope, "of several: the one it is of")->type_name("NAME");

    add_command(calc, line, "list", "all points, numbered");
    const auto numbered = [&](const char* name, const char* text) {
        CLI::App* command = add_command(calc, line, name, text);
        command->add_option("number", line.arguments, "as 'calc list' shows them")
            ->required()
            ->check(whole("a point's number", 1, most));
    };
    numbered("drop", "remove points");
    numbered("use", "points take part in the fit");
    numbered("ignore", "points stay, but take no part in the fit");
    CLI::App* telescope = add_command(calc, line, "telescope", "say which telescope points are of");
    telescope->add_option("name number", line.arguments, "any name, and numbers as 'calc list' shows them")
        ->required()
        ->expected(2, most);
    add_command(calc, line, "undo", "take the last change back; again: make it again");
}

}  // namespace

void add_calc_commands(CLI::App& app, CommandLine& line) {
    CLI::App* calc = add_command(app, line, "calc", "the compensation calculator: points, coefficient, focus zone");
    calc->require_subcommand(1);
    add_point_commands(*calc, line);

    CLI::App* fit = add_command(*calc, line, "fit", "the coefficient, and how far it can be trusted");
    CLI::App* apply = add_command(*calc, line, "apply", "give the coefficient to the focuser; asks first");
    for (CLI::App* command : {fit, apply}) {
        command->add_option("--filter", line.calc.filter, "only points with this filter")->type_name("NAME");
        command->add_option("--telescope", line.calc.telescope, "of several: the one with this in its name")
            ->type_name("NAME");
        add_optics(command, line.calc.optics, false);
    }
    fit->add_option("--plot", line.calc.plot, "also as a picture")->type_name("FILE.svg");
    fit->add_flag("--plot-text", line.calc.plot_text, "draw it with characters, also when this is no terminal");
    fit->add_option("--temperature", line.calc.temperature, "for the start position; left out: as the focuser has it")
        ->type_name("C")
        ->check(decimal("a temperature", "C", -60, 60));
    apply->add_flag("--yes", line.yes, "do not ask");
    apply->add_flag("--anyway", line.calc.anyway, "also when the verdict is against it");
    apply->add_flag("--threshold", line.calc.threshold, "write the advised threshold too")
        ->needs(apply->get_option("--focal-ratio"));

    CLI::App* cfz = add_command(*calc, line, "cfz", "the critical focus zone, and the threshold that follows");
    add_optics(cfz, line.calc.optics, true);
}

}  // namespace focus::cli
