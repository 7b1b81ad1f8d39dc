// Rows of the table of constants, 32 bytes each: see gateConstants.
#define A13 0(BX)
#define A11 32(BX)
#define A9 64(BX)
#define A7 96(BX)
#define A5 128(BX)
#define A3 160(BX)
#define A1 192(BX)
#define B6 224(BX)
#define B4 256(BX)
#define B2 288(BX)
#define B0 320(BX)
#define TOP 352(BX)
#define LOW 384(BX)
#define HALF 416(BX)

// X becomes tanh(X); S, P and Q are spent.
#define TANH(X, S, P, Q) \
	VMINPS TOP, X, X \
	VMAXPS LOW, X, X \
	VMULPS X, X, S \
	VMOVUPS A13, P \
	VMOVUPS B6, Q \
	VFMADD213PS A11, S, P \
	VFMADD213PS B4, S, Q \
	VFMADD213PS A9, S, P \
	VFMADD213PS B2, S, Q \
	VFMADD213PS A7, S, P \
	VFMADD213PS B0, S, Q \
	VFMADD213PS A5, S, P \
	VFMADD213PS A3, S, P \
	VFMADD213PS A1, S, P \
	VMULPS X, P, P \
	VDIVPS Q, P, X
