"""What must hold when the machine, the disk or the power lets the program down."""
